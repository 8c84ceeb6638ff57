import type { CommandName } from '../../src/domain/case/commands';
import type { Stage } from '../../src/domain/case/stages';
import type { Cast, Player } from './cast';
import type { Report } from './report';
import { correlationOf } from './steps';

/** Every stage the journey enters, in order, and who takes the step into it. */
const EXPECTED_STAGES: readonly { readonly stage: Stage; readonly by: 'operator' | 'consultant' }[] = [
  { stage: 'opened', by: 'operator' },
  { stage: 'consented', by: 'operator' },
  { stage: 'screened', by: 'operator' },
  { stage: 'consult-requested', by: 'operator' },
  { stage: 'consult-booked', by: 'operator' },
  { stage: 'consult-held', by: 'consultant' },
  { stage: 'claim-in-preparation', by: 'operator' },
  { stage: 'claim-submitted', by: 'operator' },
  { stage: 'decided', by: 'operator' },
  { stage: 'closed', by: 'operator' },
];

interface ExpectedMail {
  readonly template: string;
  /** The step whose request owes it. */
  readonly step: CommandName;
  readonly to: 'operator' | 'consultant' | 'referents';
  readonly invitation: boolean;
}

/** Every mail the journey owes of its own. What joins somebody's digest of the next working morning is not waited for. */
const EXPECTED_MAILS: readonly ExpectedMail[] = [
  { template: 'consult-requested', step: 'request-consult', to: 'referents', invitation: false },
  { template: 'consult-booked', step: 'book-consult', to: 'consultant', invitation: true },
  { template: 'consult-booked', step: 'book-consult', to: 'operator', invitation: true },
  { template: 'consult-held', step: 'hold-consult', to: 'operator', invitation: false },
];

/** What a report lacks of the expected journey, a sentence each; empty when the journey is whole. */
export function missingIn(report: Report, cast: Cast, consultant: Player): readonly string[] {
  return [...missingStages(report, cast, consultant), ...missingMails(report, cast, consultant), ...unfinished(report)];
}

function missingStages({ timeline }: Report, { operator }: Cast, consultant: Player): readonly string[] {
  const entered = timeline.filter(({ stage }) => stage !== null);
  const found = entered.map(({ stage }) => stage).join(', ');
  const wanted = EXPECTED_STAGES.map(({ stage }) => stage).join(', ');
  return [
    ...(found === wanted ? [] : [`the stages entered are ${found || 'none'}, not ${wanted}`]),
    ...EXPECTED_STAGES.flatMap(({ stage, by }) => {
      const { name } = (by === 'operator' ? operator : consultant).me;
      const line = entered.find((one) => one.stage === stage);
      return line === undefined || line.by === name ? [] : [`${stage} was entered by ${line.by}, not by ${name}`];
    }),
  ];
}

function missingMails({ run, mails, inbox }: Report, cast: Cast, consultant: Player): readonly string[] {
  const unsent = mails.filter(({ status }) => status !== 'sent');
  const addresses = (to: ExpectedMail['to']): readonly string[] => {
    if (to === 'referents') return cast.referents.map(({ email }) => email);
    return [(to === 'operator' ? cast.operator : consultant).email];
  };
  return [
    ...unsent.map(({ template, to, status }) => `the mail ${template} to ${to} is ${status}`),
    ...EXPECTED_MAILS.flatMap(({ template, step, to, invitation }) => {
      const owed = mails.filter((mail) => mail.template === template).length;
      const due = EXPECTED_MAILS.filter((mail) => mail.template === template).length;
      if (owed < due) return [`no mail ${template} to the ${to} is in the platform's log`];
      return addresses(to).flatMap((address) => {
        const arrived = inbox?.find((one) => one.correlation === correlationOf(run, step) && one.to === address);
        if (inbox === null || (arrived && (arrived.invitation || !invitation))) return [];
        return [`the mail ${template} to ${address} did not arrive${arrived ? ' with its invitation' : ''}`];
      });
    }),
    // More is no fault: a digest that was already due may have gone out with what the journey added to it.
    ...(inbox === null || inbox.length >= mails.length
      ? []
      : [`only ${inbox.length} of ${mails.length} mails arrived`]),
  ];
}

function unfinished({ workflow }: Report): readonly string[] {
  if (workflow === null) return ['no workflow followed the case'];
  return workflow.status === 'COMPLETED' ? [] : [`the workflow is ${workflow.status}, not COMPLETED`];
}
