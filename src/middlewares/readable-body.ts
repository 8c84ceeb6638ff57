import { bodyStep } from '../http/body';

/** Strapi knows a middleware of the application by its file's name: `global::readable-body`. */
export default () => bodyStep;
