import { z } from 'zod';
import { type Endpoint, openEndpoint } from '../endpoint';
import { describeApi, type OpenApi } from '../openapi';

/** The description of this API, itself included. Made at the first call, for it never changes while the process lasts. */
export function openapiPage(endpoints: () => readonly Endpoint[]): Endpoint {
  let page: OpenApi | undefined;
  return openEndpoint(
    {
      name: 'openapi',
      method: 'GET',
      path: '/openapi.json',
      summary: 'This description',
      status: 200,
      answer: z.record(z.string(), z.unknown()),
      errors: [],
    },
    async () => {
      page ??= describeApi(endpoints());
      return page;
    },
  );
}
