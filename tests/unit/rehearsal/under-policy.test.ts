import { agreementProcess } from '../../../src/domain/agreement/process';
import type { AgreementState } from '../../../src/domain/agreement/state';
import * as agreement from '../../../src/domain/agreement/under-policy';
import { frameworkProcess } from '../../../src/domain/framework/process';
import type { FrameworkState } from '../../../src/domain/framework/state';
import * as framework from '../../../src/domain/framework/under-policy';
import { AgreementStory } from '../../support/agreement/agreement-story';
import { factsFor, POLICY_2021, POLICY_2024 } from '../../support/agreement/facts';
import { deliver, sign } from '../../support/agreement/steps';
import { ASSOCIATION, COMUNE, STRUCTURE, savedText } from '../../support/agreement/texts';
import { deepFreeze } from '../../support/domain/freeze';
import { frameworkIn } from '../../support/framework/framework-in';

const OTHER = { ...POLICY_2024, id: 9, code: 'altra', termYears: 2, maxRenewals: 2, windowDays: 90 };

/** An agreement in force, signed under the policy of 2024, whose text says these terms. */
function inForce(terms: AgreementState['text'] extends infer T ? NonNullable<T> : never): AgreementStory {
  const story = new AgreementStory();
  story.give('open-agreement');
  story.give('save-text', { textHash: terms.textHash }, { facts: { saved: terms } });
  story.give('submit');
  story.give('open-signing');
  sign(story, [STRUCTURE, COMUNE, ASSOCIATION]);
  story.give('transmit');
  deliver(story, 'transmission-1');
  story.give('confirm-transmission');
  story.give('activate');
  return story;
}
const text = (years: number, renewals: number) => savedText(`${years}/${renewals}`, {}, { terms: { years, renewals } });
const underOther = ({ stream, entries }: AgreementStory, policy = OTHER) =>
  agreementProcess.fold(stream, agreement.entriesUnder(deepFreeze(entries), policy)) as AgreementState;

describe('a local agreement under another policy', () => {
  test('what its text says of its own stays; what the policy said follows the policy', () => {
    const own = underOther(inForce(text(1, 0))).term;
    expect(own).toMatchObject({ years: 1, renewalsLeft: 0, policy: OTHER });
    const ofThePolicy = underOther(inForce(text(3, 1))).term;
    expect(ofThePolicy).toMatchObject({ years: 2, renewalsLeft: 2, policy: OTHER });
  });

  test('its last day is counted again from its start, within the framework’s', () => {
    const story = inForce(text(3, 1));
    expect(story.state.term).toMatchObject({ startsOn: '2026-03-02', termEndsOn: '2029-03-02', endsOn: '2028-06-04' });
    expect(underOther(story).term).toMatchObject({ termEndsOn: '2028-03-02', endsOn: '2028-03-02' });
    expect(underOther(inForce(text(1, 1))).term).toMatchObject({ termEndsOn: '2027-03-02', endsOn: '2027-03-02' });
  });

  test('never renewed more often than the policy allows', () => {
    expect(underOther(inForce(text(1, 1)), { ...OTHER, maxRenewals: 0 }).term?.renewalsLeft).toBe(0);
  });

  test('everything else stays as it happened, and under its own policy all of it', () => {
    const { entries } = inForce(text(1, 1));
    const changed = agreement.entriesUnder(entries, OTHER).filter((entry, index) => entry !== entries[index]);
    expect(changed.map((entry) => entry.type)).toEqual(['text-saved', 'signed']);
    expect(agreement.entriesUnder(entries, POLICY_2024)).toEqual(entries);
  });

  test('one nobody has signed has no term yet: its text stays', () => {
    const story = new AgreementStory();
    story.give('open-agreement');
    story.give('save-text');
    expect(agreement.entriesUnder(story.entries, OTHER)).toEqual(story.entries);
  });

  test('the facts of a decision are those of the other policy, where there is a framework', () => {
    const { state } = inForce(text(1, 1));
    const facts = factsFor({ name: 'expire', data: {} }, state);
    expect(agreement.factsUnder(facts, OTHER).framework).toEqual({ ...facts.framework, policy: OTHER });
    expect(agreement.factsUnder({ ...facts, framework: null }, OTHER).framework).toBeNull();
  });
});

describe('a framework agreement under another policy', () => {
  const under = (stage: Parameters<typeof frameworkIn>[0], policy = POLICY_2024) => {
    const { stream, entries } = frameworkIn(stage);
    return frameworkProcess.fold(stream, framework.entriesUnder(deepFreeze(entries), policy)) as FrameworkState;
  };

  test('its last day is counted from its start, and the renewals left are the policy’s', () => {
    expect(frameworkIn('active').state.term).toMatchObject({ startsOn: '2021-06-04', endsOn: '2022-06-04' });
    expect(under('active').term).toMatchObject({ endsOn: '2024-06-04', renewalsLeft: 1, policy: POLICY_2024 });
  });

  test('a renewal that happened stays as it happened', () => {
    const renewed = frameworkIn('renewed');
    const { term } = under('renewed', { ...POLICY_2021, maxRenewals: 2 });
    expect(term).toMatchObject({ endsOn: renewed.state.term?.endsOn, renewals: 1, renewalsLeft: 1 });
  });

  test('one that is being signed stays as it is; facts follow where there is a policy', () => {
    const { entries } = frameworkIn('signing');
    expect(framework.entriesUnder(entries, POLICY_2024)).toEqual(entries);
    const facts = { calendar: { holidays: [] }, policies: {}, parties: [], codeUsed: false, printed: null } as const;
    expect(framework.factsUnder({ ...facts, policy: POLICY_2021 }, OTHER).policy).toBe(OTHER);
    expect(framework.factsUnder({ ...facts, policy: null }, OTHER).policy).toBeNull();
  });
});
