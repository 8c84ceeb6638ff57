import { mkdirSync } from 'node:fs';
import { type Child, type Children, waitUntilReady } from './child';
import { inProject } from './paths';

/** The mail sink: an SMTP server that keeps everything and sends nothing on, and its inbox as web page and JSON. */
export interface MailSinkSpec {
  smtpPort: number;
  webPort: number;
  /** Where messages are kept. */
  folder: string;
  logFile: string;
}

/** Starts the sink. Its inbox is read as JSON under `/api/email`. @throws Failure */
export async function startMailSink(children: Children, spec: MailSinkSpec): Promise<Child> {
  mkdirSync(spec.folder, { recursive: true });
  const smtp = ['--ip', '127.0.0.1', '--smtp', String(spec.smtpPort)];
  const web = ['--web-ip', '127.0.0.1', '--web', String(spec.webPort)];
  const child = children.start({
    name: 'The mail sink',
    command: process.execPath,
    // Started by its file: going through the shell would put a process between us and it.
    args: [
      inProject('node_modules', 'maildev', 'dist', 'bin', 'maildev.js'),
      ...smtp,
      ...web,
      '--mail-directory',
      spec.folder,
    ],
    env: process.env,
    logFile: spec.logFile,
  });
  await waitUntilReady(child, () => isHealthy(spec.webPort), 60_000);
  return child;
}

async function isHealthy(webPort: number): Promise<boolean> {
  return (await fetch(`http://127.0.0.1:${webPort}/api/healthz`)).ok;
}
