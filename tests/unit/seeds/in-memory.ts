import { actorOf } from '../../../database/seeds/demo/cast';
import { workingDaysAround } from '../../../database/seeds/demo/days';
import { SLOT_MINUTES } from '../../../database/seeds/demo/diary';
import { demoUsers, network } from '../../../database/seeds/demo/network';
import { caseIdOf, type NumberedStory, stepsOf } from '../../../database/seeds/demo/story';
import { sceneOf } from '../../../database/seeds/demo/tell';
import { deskOf, type Place, placeOf, type World } from '../../../database/seeds/demo/world';
import { benefits } from '../../../database/seeds/reference/benefits';
import { policies } from '../../../database/seeds/reference/policies';
import { programme } from '../../../database/seeds/reference/programme';
import type { WorkCalendar } from '../../../src/domain/calendar/working-time';
import { caseAgenda } from '../../../src/domain/case/agenda';
import { type CaseCommand, COMMAND_DATA } from '../../../src/domain/case/commands';
import { decideCase } from '../../../src/domain/case/decide/index';
import type { CaseFacts } from '../../../src/domain/case/facts';
import { emptyCase } from '../../../src/domain/case/fold';
import { preview } from '../../../src/domain/case/settle';
import type { CaseState } from '../../../src/domain/case/state';
import { type Actor, FOLLOW, type Person } from '../../../src/domain/network/actor';
import { personalKind } from '../../../src/domain/personal';
import type { Instant, Notice } from '../../../src/domain/process';
import { workCalendar } from '../../../src/journal/holidays';

const territoryIds = new Map(programme.territories.map((one, index) => [one.code, index + 1]));

function people(which: (one: (typeof demoUsers)[number]) => boolean): Person[] {
  return demoUsers.flatMap((user, index) => {
    if (!which(user)) return [];
    const association = network.associations.findIndex((one) => one.key === user.association);
    const works = user.role === 'manager' || user.role === 'operator';
    return [
      {
        kind: 'person' as const,
        userId: index + 1,
        role: user.role,
        language: user.language,
        territoryId: territoryIds.get(user.territory ?? '') ?? null,
        associationId: association < 0 ? null : association + 1,
        operatorId: works ? 1000 + index : null,
        consultantId: user.role === 'consultant' ? 2000 + index : null,
      },
    ];
  });
}

/** The demo's network with made-up row ids, as the database would give them. */
export function worldAt(now: Instant): World {
  const places = network.associations.map(({ key, territory, sites }, index): Place => {
    const here = (role: string) => people((one) => one.association === key && one.role === role && !one.departed);
    return {
      key,
      territory,
      id: index + 1,
      siteIds: sites.map((_, site) => 100 * (index + 1) + site),
      manager: here('manager')[0]!,
      operators: here('operator'),
      departed: people((one) => one.association === key && one.departed === true)[0] ?? null,
    };
  });
  const desks = programme.territories.map(({ code }) => [
    code,
    {
      days: workingDaysAround(now, calendarAt(code, now)),
      structure: people((one) => one.territory === code && one.role === 'structure')[0]!,
      referent: people((one) => one.territory === code && one.role === 'referent')[0]!,
      consultants: people((one) => one.territory === code && one.role === 'consultant'),
    },
  ]);
  return {
    places,
    desks: Object.fromEntries(desks),
    directorate: people((one) => one.role === 'directorate')[0]!,
    benefits: Object.fromEntries(benefits.map((one, index) => [one.code, index + 1])),
    texts: { consent: 1, proxy: 2 },
    questionnaireVersionId: 1,
  };
}

/** The calendar the journal would read: the same object for the same year. */
function calendarAt(territory: string, now: Instant): WorkCalendar {
  const year = new Date(now).getUTCFullYear();
  const patronDay = programme.territories.find((one) => one.code === territory)?.patronDay ?? null;
  return workCalendar(patronDay, year - 1, year + 4);
}

/** A story told to its end without a database: how the case stands now, and every notice on the way. */
export interface Told {
  readonly state: CaseState;
  readonly notices: readonly Notice[];
  readonly agendaAt: readonly Instant[];
}

/** Tells a story by the rules alone, as `tell` does through the journal. Throws Error when a line is refused. */
export function tellInMemory(world: World, story: NumberedStory, now: Instant): Told {
  const notices: Notice[] = [];
  let state = emptyCase(caseIdOf(story));

  const give = (actor: Actor, command: CaseCommand, at: Instant, key: string): void => {
    const time = Math.max(at, state.lastAt);
    const decision = decideCase(state, command, {
      actor,
      facts: factsOf(world, story, state, command, time),
      now: time,
    });
    if (!decision.accepted)
      throw new Error(`${key}, ${command.name} in ${state.stage}: ${decision.rule} ${decision.field}`);
    state = preview(state, decision.entries, time);
    notices.push(...decision.notices);
  };
  const agenda = () => {
    const active = world.places.flatMap((place) => [place.manager, ...place.operators]);
    const assigneeActive = state.operatorId === null || active.some((one) => one.operatorId === state.operatorId);
    return caseAgenda(state, { assigneeActive });
  };
  const catchUp = (until: Instant): void => {
    for (let item = agenda()[0]; item && item.at <= until; item = agenda()[0]) {
      give(FOLLOW, item.command, item.at, `${story.key} ${item.key}`);
    }
  };

  const { days } = deskOf(world, placeOf(world, story.place).territory);
  for (const step of stepsOf(story, days)) {
    catchUp(step.at);
    const scene = sceneOf(world, story, step, state);
    const { name, by, data } = step.line;
    const parsed = COMMAND_DATA[name].parse(data(scene)) as Record<string, unknown>;
    give(actorOf(by, scene), sealed(name, parsed), step.at, step.key);
  }
  catchUp(now);
  return { state, notices, agendaAt: agenda().map((item) => item.at) };
}

/** Personal values as the vault would leave them: ids of sealed rows. */
function sealed(name: keyof typeof COMMAND_DATA, data: Readonly<Record<string, unknown>>): CaseCommand {
  const shape = COMMAND_DATA[name].shape as Record<string, unknown>;
  const fields = Object.entries(data).map(([field, value]) =>
    personalKind(shape[field]) && value !== undefined ? [`${field}Ref`, `sealed-${field}`] : [field, value],
  );
  return { name, data: Object.fromEntries(fields) } as unknown as CaseCommand;
}

function factsOf(world: World, story: NumberedStory, state: CaseState, command: CaseCommand, now: Instant): CaseFacts {
  const data = command.data as Record<string, number>;
  const here = placeOf(world, state.associationId === 0 ? story.place : state.associationId);
  const desk = deskOf(world, here.territory);
  const sited = world.places.find((place) => place.siteIds.includes(data['siteId'] ?? 0));
  const candidates = [here.manager, ...here.operators];
  const asked = candidates.find((one) => one.operatorId === data['operatorId']) ?? here.operators[0]!;
  const site = sited && {
    id: data['siteId']!,
    associationId: sited.id,
    territoryId: territoryIds.get(sited.territory)!,
    active: true,
  };
  return {
    calendar: calendarAt(here.territory, now),
    policies: Object.fromEntries(policies.map((one, index) => [one.subject, { ...one, id: index + 1 }])),
    agreement: { id: 1 },
    operator: { id: asked.operatorId!, associationId: here.id, active: true, trainedOn: null },
    site: site ?? null,
    locatorUsed: false,
    person: { beneficiaryId: `beneficiary-${story.number}` },
    notice: {
      id: data['noticeId'] ?? 0,
      kind: data['noticeId'] === world.texts.proxy ? 'proxy' : 'consent',
      textHash: '0'.repeat(64),
      inForce: true,
    },
    questionnaire: { id: 1, published: true, benefits: benefits.map((one) => one.code) },
    benefit: inForce(world, data['benefitId'], now),
    slots: desk.consultants.map((one) => ({
      consultantId: one.consultantId!,
      end: data['start']! + SLOT_MINUTES * 60_000,
      load: 0,
      meetingLink: 'https://incontri.example/prova',
    })),
    target: site ? { ...site, siteId: site.id, agreement: true } : null,
    candidates: candidates.map((one, load) => ({ operatorId: one.operatorId!, load })),
  };
}

function inForce(world: World, id: number | undefined, now: Instant): CaseFacts['benefit'] {
  const benefit = benefits.find((one) => world.benefits[one.code] === id);
  const today = new Date(now).toISOString().slice(0, 10);
  return benefit && id ? { id, inForce: benefit.validFrom <= today && (benefit.validTo ?? today) >= today } : null;
}
