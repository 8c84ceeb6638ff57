import { setTimeout as sleep } from 'node:timers/promises';
import type { Client as TemporalClient } from '@temporalio/client';
import type { CaseView } from '../../src/http/cases/view-schema';
import type { Client } from './client';
import { type Arrived, readInbox } from './inbox';

/** How long the workflow and the mails may take after the last human step. */
const PATIENCE = 60_000;

/** A mail the case owes, as the platform's own log has it. */
export interface Owed {
  readonly template: string;
  readonly to: string | null;
  readonly status: string;
  readonly attempts: number;
}

/** What can be read of a journey afterwards. */
export interface Report {
  readonly run: string;
  readonly case: { readonly id: string; readonly code: string; readonly stage: string };
  readonly timeline: CaseView['timeline'];
  readonly mails: readonly Owed[];
  /** Null when the platform's mails go to a server of somebody else's, whose inbox we do not see. */
  readonly inbox: readonly Arrived[] | null;
  readonly workflow: {
    readonly id: string;
    readonly runId: string;
    readonly status: string;
    readonly events: number;
  } | null;
}

/** Where a report is read from. */
export interface Sources {
  readonly operator: Client;
  readonly temporal: TemporalClient;
  readonly inboxUrl: string | null;
}

/**
 * Reads a journey back once its workflow has finished and every mail it owes has arrived, or as it is after a minute:
 * what is missing then is for the reader to say.
 */
export async function readReport(sources: Sources, run: string, id: string): Promise<Report> {
  for (const limit = Date.now() + PATIENCE; ; await sleep(250)) {
    const report = await readOnce(sources, run, id);
    if (isSettled(report) || Date.now() > limit) return report;
  }
}

function isSettled({ workflow, mails, inbox }: Report): boolean {
  const arrived = inbox === null || inbox.length >= mails.length;
  return workflow?.status === 'COMPLETED' && arrived && mails.every(({ status }) => status === 'sent');
}

async function readOnce({ operator, temporal, inboxUrl }: Sources, run: string, id: string): Promise<Report> {
  const { data: view } = await operator.get<{ data: CaseView }>(`/api/cases/${id}`);
  return {
    run,
    case: { id, code: view.code, stage: view.stage },
    timeline: view.timeline,
    mails: await readOwed(operator, id),
    inbox: inboxUrl === null ? null : await readInbox(inboxUrl, run),
    workflow: await readWorkflow(temporal, `case/${id}`),
  };
}

/** The newest hundred mails the operator sees hold the few of a case that was opened a moment ago. */
async function readOwed(operator: Client, id: string): Promise<readonly Owed[]> {
  const { data } = await operator.get<{ data: (Owed & { case: { id: string } })[] }>('/api/mails?pageSize=100');
  return data
    .filter((mail) => mail.case.id === id)
    .map(({ template, to, status, attempts }) => ({ template, to, status, attempts }))
    .reverse();
}

async function readWorkflow(temporal: TemporalClient, id: string): Promise<Report['workflow']> {
  try {
    const { runId, status, historyLength } = await temporal.workflow.getHandle(id).describe();
    return { id, runId, status: status.name, events: historyLength };
  } catch (error) {
    if ((error as Error).name === 'WorkflowNotFoundError') return null;
    throw error;
  }
}
