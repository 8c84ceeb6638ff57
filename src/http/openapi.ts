import { z } from 'zod';
import { changeOfPassword, credentials, renewal, signOut } from './credentials';
import type { Endpoint } from './endpoint';
import { errorBody } from './error-body';
import { type ErrorCode, STATUS } from './errors';

type Json = Readonly<Record<string, unknown>>;

/** An OpenAPI 3.1 document, as far as we write it. */
export interface OpenApi {
  readonly openapi: '3.1.0';
  readonly info: Json;
  readonly servers: readonly Json[];
  readonly components: Json;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  readonly [extension: `x-${string}`]: unknown;
}

/** The JSON schema of a zod one: what may be sent (`input`) or what is answered (`output`). */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}

const json = (schema: Json): Json => ({ content: { 'application/json': { schema } } });
const files = (types: readonly string[]): Json => ({
  content: Object.fromEntries(types.map((type) => [type, { schema: { type: 'string', format: 'binary' } }])),
});

/** What an endpoint answers when all goes well. */
function answerOf({ answer, files: types }: Endpoint): Json {
  if (types) return files(types);
  return answer ? json(jsonSchema(answer, 'output')) : {};
}

/** The parameters of one place (path, query, header), from the fields of its schema. */
function parameters(
  schema: z.ZodType | undefined,
  place: 'path' | 'query' | 'header',
  fixed: readonly string[],
): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as {
    properties?: Readonly<Record<string, Json>>;
    required?: readonly string[];
  };
  return Object.entries(properties)
    .filter(([name]) => !fixed.includes(name))
    .map(([name, one]) => ({ name, in: place, required: place === 'path' || required.includes(name), schema: one }));
}

/** Every error an endpoint may answer, by status. */
function errorResponses(codes: readonly ErrorCode[], takesBody: boolean): Json {
  const unread: readonly ErrorCode[] = takesBody ? ['too-large', 'unsupported-type'] : [];
  const all: ErrorCode[] = ['malformed', ...codes, ...unread, 'internal', 'unavailable'];
  const statuses = [...new Set(all.map((code) => STATUS[code]))].sort();
  return Object.fromEntries(
    statuses.map((status) => [
      String(status),
      {
        description: all.filter((code) => STATUS[code] === status).join(', '),
        ...json({ $ref: '#/components/schemas/Error' }),
      },
    ]),
  );
}

function operation(one: Endpoint, id: string, body: z.ZodType | undefined, fixed: readonly string[]): Json {
  const taken = [
    ...parameters(one.params, 'path', fixed),
    ...parameters(one.query, 'query', []),
    ...parameters(one.headers, 'header', []),
  ];
  return {
    operationId: id,
    summary: one.summary,
    security: one.open ? [] : [{ session: [] }],
    ...(taken.length > 0 ? { parameters: taken } : {}),
    ...(body ? { requestBody: { required: true, ...json(jsonSchema(body, 'input')) } } : {}),
    ...(one.takes ? { requestBody: { required: true, ...files(one.takes) } } : {}),
    responses: {
      [String(one.status)]: { description: 'Done', ...answerOf(one) },
      ...errorResponses(one.errors, body !== undefined || one.takes !== undefined),
    },
  };
}

/** An endpoint's paths: one, or one for each value of the parameter that chooses its body. */
function pathsOf(one: Endpoint): readonly (readonly [path: string, method: string, described: Json])[] {
  const template = (path: string): string => `/api${path.replace(/:(\w+)/g, '{$1}')}`;
  const id = (suffix = ''): string => `${one.path.split('/')[1]}.${one.name}${suffix}`;
  const method = one.method.toLowerCase();
  const { variants } = one;
  if (!variants) return [[template(one.path), method, operation(one, id(), one.body, [])]];
  return Object.entries(variants.bodies).map(([value, body]) => [
    template(one.path.replace(`:${variants.param}`, value)),
    method,
    operation(one, id(`.${value}`), body, [variants.param]),
  ]);
}

/** The four routes of users-permissions that stay open, described here: the plugin's own words for them are wrong. */
function signInPaths(): OpenApi['paths'] {
  const tokens = z.object({
    jwt: z.string(),
    refreshToken: z.string().optional().meta({
      description: 'Absent when `x-strapi-refresh-cookie: httpOnly` asked for it in a cookie instead.',
    }),
  });
  const route = (
    summary: string,
    open: boolean,
    body: z.ZodType,
    answer: z.ZodType,
    errors: readonly ErrorCode[],
  ): Json => ({
    post: {
      operationId: `auth.${summary.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`,
      summary,
      security: open ? [] : [{ session: [] }],
      requestBody: { required: open, ...json(jsonSchema(body, 'input')) },
      responses: {
        200: { description: 'Done', ...json(jsonSchema(answer, 'output')) },
        ...errorResponses(errors, true),
      },
    },
  });
  return {
    '/api/auth/local': route('Sign in', true, credentials, tokens.extend({ user: z.record(z.string(), z.unknown()) }), [
      'unauthenticated',
      'too-many',
    ]),
    '/api/auth/refresh': route('Renew the session', true, renewal, tokens, ['unauthenticated']),
    '/api/auth/logout': route('Sign out', false, signOut, z.object({ ok: z.boolean() }), ['unauthenticated']),
    '/api/auth/change-password': route('Change the password', false, changeOfPassword, tokens, [
      'unauthenticated',
      'too-many',
    ]),
  } as OpenApi['paths'];
}

/** Describes endpoints as OpenAPI 3.1, from the very schemas that validate their requests. */
export function describeApi(endpoints: readonly Endpoint[]): OpenApi {
  const paths: Record<string, Record<string, Json>> = { ...(signInPaths() as Record<string, Record<string, Json>>) };
  for (const [path, method, described] of endpoints.flatMap(pathsOf)) {
    paths[path] = { ...paths[path], [method]: described };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'INPS per tutti',
      version: '1',
      description:
        'Errors have one shape. Lists are paged. A request that changes a case or an agreement carries an Idempotency-Key.',
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url: '/' }],
    components: {
      securitySchemes: { session: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: { Error: jsonSchema(errorBody, 'output') },
    },
    paths,
  };
}
