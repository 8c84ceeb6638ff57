import { ACTORS, COLLEAGUE, HERE, OPERATOR, person, THERE } from '../../../support/domain/actors';
import { caseIn } from '../../../support/domain/case-in';
import { CaseStory } from '../../../support/domain/case-story';
import { shown } from '../../../support/domain/time';

const site = { id: HERE.siteId, associationId: HERE.associationId, territoryId: HERE.territoryId, active: true };
const own = { id: OPERATOR, associationId: HERE.associationId, active: true, trainedOn: '2026-01-15' };
const locator = '7H3K-99QX';

describe('opening (message of 2021, local agreements)', () => {
  test('needs a local agreement in force', () => {
    expect(new CaseStory().refusal('open-case', {}, { facts: { agreement: null } })).toBe('no-agreement');
  });

  test.each([
    ['closed', { ...site, active: false }],
    ["another association's", { ...site, associationId: THERE.associationId }],
    ["a municipality's", { ...site, associationId: null }],
    ['unknown', null],
  ])('not at a site that is %s', (_name, there) => {
    expect(new CaseStory().refusal('open-case', {}, { facts: { site: there } })).toBe('site siteId');
  });

  test('by the public way only with the locator of the printed code, by the operator only without', () => {
    expect(new CaseStory().refusal('open-case', { way: 'public' })).toBe('locator-missing locator');
    expect(new CaseStory().refusal('open-case', { way: 'operator', locator })).toBe('locator-unexpected locator');
  });

  test('a locator opens one case', () => {
    const used = new CaseStory().refusal('open-case', { way: 'public', locator }, { facts: { locatorUsed: true } });
    expect(used).toBe('locator-used locator');
  });

  test('the case holds an opaque code of its own and nothing about the person, by either way', () => {
    const story = new CaseStory();
    story.give('open-case', { way: 'public', locator });
    const opened = { code: 'HQ7W2K9X', beneficiaryId: null, operatorId: OPERATOR };
    expect(story.state).toMatchObject({ ...opened, way: 'public', locator: '7H3K99QX' });
    expect(caseIn('opened').state).toMatchObject({ ...opened, way: 'operator', locator: null });
  });

  test('the agreement and the training it was opened under are cited', () => {
    const story = caseIn('opened');
    expect(story.entries[0]?.data).toMatchObject({ agreementId: 4, trained: true, ...HERE });
    const untrained = new CaseStory();
    untrained.give('open-case', {}, { facts: { operator: { ...own, trainedOn: null } } });
    expect(untrained.entries[0]?.data).toMatchObject({ trained: false });
  });

  test('a manager opens for somebody still to be assigned', () => {
    const story = new CaseStory();
    story.give('open-case', {}, { by: 'manager' });
    expect(story.state).toMatchObject({ operatorId: null, unassigned: { since: 1, retryAt: story.now } });
  });

  test('not by somebody whose profile has no association', () => {
    const lost = person(20, 'operator', { operatorId: 5 });
    expect(new CaseStory().refusal('open-case', {}, { by: lost })).toBe('not-yours');
  });

  test.each(['operator', 'manager'] as const)('not by an %s whose profile is not there', (by) => {
    expect(new CaseStory().refusal('open-case', {}, { by, facts: { operator: null } })).toBe('not-yours');
  });
});

describe('assigning', () => {
  const unassigned = (): CaseStory => {
    const story = new CaseStory();
    story.give('open-case', {}, { by: 'manager' });
    return story;
  };

  test('goes to the least loaded, then to the first', () => {
    const candidates = [
      { operatorId: COLLEAGUE, load: 2 },
      { operatorId: OPERATOR, load: 2 },
      { operatorId: 999, load: 3 },
    ];
    const story = unassigned();
    const [told] = story.give('assign', {}, { facts: { candidates } });
    expect(story.state).toMatchObject({ operatorId: OPERATOR, unassigned: null });
    expect(told).toMatchObject({ to: { operator: OPERATOR }, template: 'case-assigned' });
  });

  test('with nobody there the managers are told, and it is tried again the next working day', () => {
    const story = unassigned();
    const [told] = story.give('assign', {}, { at: '2026-03-06 09:00', facts: { candidates: [] } });
    expect(told).toMatchObject({ to: { managersOf: HERE.associationId }, template: 'nobody-to-assign' });
    expect(shown(story.state.unassigned?.retryAt ?? 0)).toBe('2026-03-09 09:00');
  });

  test('a case whose operator is still there is not given away', () => {
    expect(caseIn('opened').refusal('assign')).toBe('already-done');
  });

  test('a case whose operator has left goes to another', () => {
    const story = caseIn('consented');
    story.give('assign', {}, { facts: { candidates: [{ operatorId: COLLEAGUE, load: 9 }] } });
    expect(story.state.operatorId).toBe(COLLEAGUE);
  });

  test('an operator who comes back before anybody was found keeps it, and nobody is told', () => {
    const story = caseIn('consented');
    story.give('assign', {}, { facts: { candidates: [] } });
    expect(story.state.unassigned).not.toBeNull();
    expect(story.give('assign', {}, { at: '2026-03-03 09:00' })).toEqual([]);
    expect(story.state).toMatchObject({ operatorId: OPERATOR, unassigned: null });
  });
});

describe('reassigning', () => {
  const colleague = { id: COLLEAGUE, associationId: HERE.associationId, active: true, trainedOn: null };

  test('gives the case to an active colleague, who is told', () => {
    const story = caseIn('screened');
    const [told] = story.give('reassign');
    expect(story.state.operatorId).toBe(COLLEAGUE);
    expect(told).toMatchObject({ to: { operator: COLLEAGUE }, template: 'case-assigned', channel: 'digest' });
  });

  test.each([
    ['who left', { ...colleague, active: false }],
    ['of another association', { ...colleague, associationId: THERE.associationId }],
    ['who is unknown', null],
  ])('not to somebody %s', (_name, operator) => {
    expect(caseIn('screened').refusal('reassign', {}, { facts: { operator } })).toBe(
      'operator-of-association operatorId',
    );
  });

  test('not to whoever has it already', () => {
    expect(caseIn('screened').refusal('reassign', { operatorId: OPERATOR })).toBe('already-done operatorId');
  });

  test('is for a manager of the association', () => {
    expect(caseIn('screened').refusal('reassign', {}, { by: 'operator' })).toBe('not-yours');
    expect(caseIn('screened').refusal('reassign', {}, { by: ACTORS.targetManager })).toBe('not-yours');
  });
});
