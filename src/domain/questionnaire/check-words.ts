import type { Finding, Place } from './finding';
import { freeze } from './freeze';
import type { Contents } from './rows';
import type { Text } from './snapshot';

/** Words that are missing in a language of the version, and rows without a source. */
export function checkWords(contents: Contents): readonly Finding[] {
  return [...missingTranslations(contents), ...missingSources(contents)];
}

/** Reads the words as they would be frozen, so that no text can be forgotten here. Texts of criteria play no part. */
function missingTranslations(contents: Contents): readonly Finding[] {
  const snapshot = freeze({
    ...contents,
    sections: contents.sections.map((section) => ({
      ...section,
      questions: section.questions.map((one) => ({ ...one, onlyIf: null })),
    })),
    scales: [],
    benefits: contents.benefits.map((one) => ({
      ...one,
      criteria: one.criteria.map((criterion) => ({ ...criterion, if: '0 = 0' })),
    })),
  });
  const findings: Finding[] = [];
  const look = (text: Text | null, at: Place): void => {
    for (const language of snapshot.languages) {
      if (text === null || text[language]?.trim()) continue;
      findings.push({ kind: 'missing-translation', at, values: { language, text: text.it ?? text.en ?? '' } });
    }
  };
  const version: Place = { row: 'version', code: '' };
  look(snapshot.title, version);
  look(snapshot.notice, version);
  for (const section of snapshot.sections) {
    look(section.title, { row: 'section', code: section.code });
    for (const question of section.questions) {
      const at: Place = { row: 'question', code: question.code };
      for (const one of [question, ...(question.kind === 'members' ? question.fields : [])]) {
        for (const text of [one.text, one.help, one.why]) look(text, at);
        if ('options' in one) for (const option of one.options) look(option.text, at);
      }
    }
  }
  for (const { code, text } of snapshot.documents) look(text, { row: 'document', code });
  for (const { code, name, about, criteria } of snapshot.benefits) {
    for (const text of [name, about]) look(text, { row: 'benefit', code });
    for (const one of criteria) {
      const at: Place = { row: 'criterion', code: one.code, from: one.from };
      for (const text of [one.holds, one.fails, one.step]) look(text, at);
    }
  }
  return findings;
}

function missingSources(contents: Contents): readonly Finding[] {
  const rows: readonly { readonly at: Place; readonly source: string }[] = [
    ...contents.parameters.flatMap(({ code, values }) =>
      values.map(({ from, source }) => ({ at: { row: 'parameter', code, from } as const, source })),
    ),
    ...contents.scales.map(({ code, source }) => ({ at: { row: 'scale', code } as const, source })),
    ...contents.benefits.flatMap(({ criteria }) =>
      criteria.map(({ code, from, source }) => ({ at: { row: 'criterion', code, from } as const, source })),
    ),
  ];
  return rows.filter((one) => one.source.trim() === '').map(({ at }) => ({ kind: 'missing-source', at, values: {} }));
}
