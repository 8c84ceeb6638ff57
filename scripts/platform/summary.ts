import type { Settings } from '../../config/settings';
import { adminEmail } from './admin-user';
import { demoUsers } from './demo-users';
import type { PlatformEnvironment } from './environment';
import { reachable } from './parts';
import type { DataFolder } from './paths';
import { layOut, type Section } from './table';

/** The one table printed when everything is up: where things are, who may sign in, what to do first. */
export function summary(settings: Settings, environment: PlatformEnvironment, folder: DataFolder): string {
  const users = signIn(settings, environment);
  const sections = [
    { title: 'Where', rows: addresses(settings, environment, folder) },
    ...(users.length > 0 ? [{ title: 'Who may sign in (role, email, password)', rows: users }] : []),
    firstSteps(settings, environment),
  ];
  const ending = 'Ctrl-C stops everything; the next npm start finds its data again (npm start -- --fresh starts anew).';
  return `\n${layOut(sections)}\n\n${ending}`;
}

function addresses(settings: Settings, { embedded, ports }: PlatformEnvironment, folder: DataFolder): string[][] {
  const database = new URL(settings.databaseUrl);
  // Measures answer this machine only, whatever address browsers use.
  const here = (port: number, host = settings.host) => `http://${reachable(host)}:${port}`;
  const worker = here(settings.workerPort);
  return [
    ['Server', settings.publicUrl],
    ['Public questionnaire', `${settings.publicUrl}/questionario/`],
    ["Operators' page", `${settings.publicUrl}/operatori/`],
    ...(settings.serveAdmin ? [['Administration', `${settings.publicUrl}/admin`]] : []),
    ...(embedded.mail ? [['Inbox of every mail sent', `http://localhost:${ports.MAIL_WEB_PORT}`]] : []),
    ...(embedded.pec ? [['PEC provider (see pec-provider/README.md)', here(ports.PEC_CONTROL_PORT, '127.0.0.1')]] : []),
    ['The API, described', `${settings.publicUrl}/api/openapi.json`],
    ['Health of the server', `${settings.publicUrl}/readyz`],
    ['Health of the worker', `${worker}/readyz`],
    ['Metrics of the server', `${here(settings.port)}/metrics`],
    ['Metrics of the worker', `${worker}/metrics`],
    ['PostgreSQL', `${database.hostname}:${database.port || 5432}${database.pathname}`, whose(embedded.postgres)],
    ['Temporal', settings.temporal.address, whose(embedded.temporal)],
    ['SMTP', new URL(settings.mail.url).host, whose(embedded.mail)],
    ['Data', folder.root],
    ['Logs', folder.logs],
  ];
}

/** Only of our own PostgreSQL do we know who is in it. */
function signIn({ demo }: Settings, { embedded, secrets }: PlatformEnvironment): string[][] {
  const users = demo.enabled ? demoUsers() : [];
  const administrator =
    embedded.postgres && secrets !== undefined ? [['administration panel', adminEmail, secrets.ADMIN_PASSWORD]] : [];
  return [
    ...administrator,
    ...users.map(({ role, email, password }) => [role, email, password ?? demo.password ?? '']),
  ];
}

function firstSteps(settings: Settings, { embedded, ports }: PlatformEnvironment): Section {
  const steps = [
    ...(settings.serveAdmin ? [`sign in to ${settings.publicUrl}/admin as the administration panel's user`] : []),
    `answer the public questionnaire at ${settings.publicUrl}/questionario/`,
    'in another terminal: npm run journey (two cases travel from their opening to their outcome)',
    ...(embedded.mail ? [`read the mails it caused in http://localhost:${ports.MAIL_WEB_PORT}`] : []),
    'npm run journey -- agreement (a local agreement, from drawing up to its renewal, on a platform of its own)',
  ];
  return { title: 'What to do first', rows: steps.map((step, index) => [`${index + 1}.`, step]) };
}

function whose(embedded: boolean): string {
  return embedded ? 'started here' : 'yours, by its setting';
}
