import type { Api, Reply } from './api';

const PASSWORD = 'Prova-2026-prova';

/** What Strapi's admin answers to a content it refuses. */
export interface AdminError {
  readonly error?: {
    readonly message: string;
    readonly details?: { readonly errors?: readonly { readonly path: readonly string[]; readonly message: string }[] };
  };
}

/** Somebody signed in to Strapi's admin, using the content manager over HTTP. */
export interface Admin {
  request<T = AdminError>(method: string, path: string, body?: unknown): Promise<Reply<T>>;
  /** A content of a type: `POST` without an id makes one, `PUT` and `DELETE` need it. */
  content<T = AdminError>(method: string, uid: string, body?: unknown, id?: string): Promise<Reply<T>>;
}

function adminWith(api: Api, token: string): Admin {
  const request = <T>(method: string, path: string, body?: unknown) =>
    api.request<T>(method, path, { token, ...(body === undefined ? {} : { body }) });
  return {
    request,
    content: (method, uid, body, id) =>
      request(method, `/content-manager/collection-types/${uid}${id === undefined ? '' : `/${id}`}`, body),
  };
}

/** Registers the first admin, who is super admin. */
export async function registerAdmin(api: Api): Promise<Admin> {
  const body = { firstname: 'Prova', lastname: 'Admin', email: 'admin@prova.example', password: PASSWORD };
  const reply = await api.request<{ data: { token: string } }>('POST', '/admin/register-admin', { body });
  if (reply.status !== 200) throw new Error(`no first admin: ${JSON.stringify(reply.body)}`);
  return adminWith(api, reply.body.data.token);
}

/** Makes an admin of one of Strapi's own roles and signs in. */
export async function signInAdmin(
  api: Api,
  role: 'strapi-editor' | 'strapi-author',
  language: 'it' | 'en',
): Promise<Admin> {
  const { id } = await api.strapi.db.query('admin::role').findOne({ where: { code: role } });
  const email = `${role}@prova.example`;
  const user = { firstname: 'Prova', lastname: role, email, password: PASSWORD, isActive: true, roles: [id] };
  await api.strapi.service('admin::user').create({ ...user, preferedLanguage: language });
  const reply = await api.request<{ data: { token: string } }>('POST', '/admin/login', {
    body: { email, password: PASSWORD },
  });
  if (reply.status !== 200) throw new Error(`${email} did not sign in: ${JSON.stringify(reply.body)}`);
  return adminWith(api, reply.body.data.token);
}

/** The fields an answer finds at fault, with their sentences. */
export function faultsOf({ body }: Reply<AdminError>): Readonly<Record<string, string>> {
  return Object.fromEntries((body.error?.details?.errors ?? []).map((one) => [one.path.join('.'), one.message]));
}
