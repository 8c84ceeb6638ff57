/** Strict parameters: a query with an unknown key is refused instead of being quietly ignored. */
export default {
  rest: { prefix: '/api', defaultLimit: 25, maxLimit: 100, withCount: false, strictParams: true },
  documents: { strictParams: true },
};
