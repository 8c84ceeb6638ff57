import { type Contents, contents } from '../../src/domain/questionnaire/rows';

/** Rules invented for measuring, of the size and shape of the real ones: nine benefits, five sections, two dates. */
const words = { it: '…', en: '…' };
const source = 'invented';

type Row = Readonly<Record<string, unknown>>;
const question = (code: string, row: Row): Row => ({ code, text: words, ...row });
// A field of one person has no condition.
const when = (onlyIf: string | null): Row => (onlyIf === null ? {} : { onlyIf });
const yesNo = (code: string, onlyIf: string | null = null): Row => question(code, { kind: 'yes-no', ...when(onlyIf) });
const choice = (code: string, options: string, onlyIf: string | null = null): Row =>
  question(code, {
    kind: 'choice',
    ...when(onlyIf),
    options: options.split(' ').map((one) => ({ code: one, text: words })),
  });
const several = (code: string, options: string): Row => ({ ...choice(code, options), kind: 'choices' });
const amount = (code: string, onlyIf: string | null = null): Row =>
  question(code, { kind: 'amount', min: 0, max: 500_000, ...when(onlyIf) });
const age = question('age', { kind: 'number', min: 0, max: 120 });

const SECTIONS: Readonly<Record<string, readonly Row[]>> = {
  you: [
    age,
    choice('citizenship', 'italian eu permit other'),
    choice('years-in-italy', 'under-two two-to-five five-to-ten ten-or-more'),
    yesNo('last-two-years', 'years-in-italy in (five-to-ten, ten-or-more)'),
  ],
  people: [
    question('members', {
      kind: 'members',
      max: 12,
      fields: [age, choice('disability', 'none medium severe'), yesNo('caring')],
    }),
    yesNo('kept-by-parents', '18 <= age < 26'),
    yesNo('expecting', '16 <= age < 55'),
  ],
  work: [
    choice('work', 'jobless employed student pension'),
    choice('job-lost', 'no dismissed resigned', 'work is jobless'),
    question('job-ended', { kind: 'date', onlyIf: 'job-lost is dismissed' }),
    yesNo('thirteen-weeks', 'job-lost is dismissed'),
    choice('contributions', 'under-30 thirty thirty-six', '63 <= age < 67'),
  ],
  money: [
    yesNo('has-isee'),
    amount('isee', 'has-isee'),
    amount('family-income'),
    amount('own-income'),
    amount('savings'),
    amount('property'),
    several('vehicle', 'new-car big-car boat'),
  ],
  health: [
    { ...choice('invalidity', 'none under-74 band-74-99 band-100'), sensitive: true },
    { ...yesNo('constant-help', 'invalidity is band-100'), sensitive: true },
    { ...yesNo('in-charge'), sensitive: true },
  ],
};

const resident = 'years-in-italy in (five-to-ten, ten-or-more) and last-two-years';
const fragile =
  'age >= 60 or count(members where age < 18 or age >= 60 or disability in (medium, severe)) >= 1 or invalidity in (band-74-99, band-100) or in-charge';
const poor = (isee: string, income: string): readonly string[] => [
  `isee <= ${isee}`,
  `family-income < ${income} * scale(MEANS)`,
  'savings <= least($SAVINGS + $SAVINGS_MORE * count(members), $SAVINGS_MOST) + 5000 * count(members where disability is medium) + 7500 * count(members where disability is severe)',
  'property <= $PROPERTY',
  'not (vehicle has big-car or vehicle has boat)',
];
const BENEFITS: Readonly<Record<string, readonly string[]>> = {
  INCLUSION: ['citizenship in (italian, eu, permit)', resident, fragile, ...poor('$ISEE', '$INCOME')],
  TRAINING: [
    '18 <= age < 60',
    'citizenship in (italian, eu, permit)',
    resident,
    'not indicated(INCLUSION)',
    ...poor('$ISEE', '$INCOME'),
    'work in (jobless, employed)',
  ],
  OLD_AGE: [
    'age >= 67',
    'citizenship in (italian, eu, permit)',
    'years-in-italy is ten-or-more',
    'own-income < $OLD_AGE',
  ],
  CHILDREN: ['count(members where age < 21) >= 1 or expecting', 'citizenship in (italian, eu, permit)'],
  JOBLESS: ['work is jobless', 'job-lost is dismissed', 'days-since(job-ended) <= 68', 'thirteen-weeks'],
  PART_INVALID: [
    '18 <= age < 67',
    'invalidity is band-74-99',
    'own-income <= $PART_INVALID',
    'work in (jobless, student)',
  ],
  INVALID: ['18 <= age < 67', 'invalidity is band-100', 'own-income <= $INVALID'],
  HELP: ['invalidity is band-100', 'constant-help'],
  CARD: [
    'age >= 65 or count(members where age < 3) >= 1',
    'isee <= $CARD',
    'savings < 15000',
    'citizenship in (italian, eu, permit)',
  ],
  BRIDGE: [
    '63 <= age < 67',
    'contributions in (thirty, thirty-six)',
    'work is jobless or invalidity in (band-74-99, band-100)',
  ],
};

const FIGURES: Readonly<Record<string, readonly [number, number]>> = {
  ISEE: [9360, 10_140],
  INCOME: [6000, 6500],
  SAVINGS: [6000, 6000],
  SAVINGS_MORE: [2000, 2000],
  SAVINGS_MOST: [10_000, 10_000],
  PROPERTY: [30_000, 30_000],
  OLD_AGE: [6947, 7003],
  PART_INVALID: [5725, 5771],
  INVALID: [19_461, 19_772],
  CARD: [8052, 8117],
};

export const ownContents: Contents = contents.parse({
  title: words,
  notice: words,
  sections: Object.entries(SECTIONS).map(([code, questions]) => ({ code, title: words, questions })),
  documents: [],
  parameters: Object.entries(FIGURES).map(([code, [before, after]]) => ({
    code,
    label: words,
    values: [
      { from: '2024-01-01', to: '2024-12-31', value: before, certainty: 'to-verify', source },
      { from: '2025-01-01', to: null, value: after, certainty: 'to-verify', source },
    ],
  })),
  scales: [
    {
      code: 'MEANS',
      group: 'members',
      base: 1,
      cap: 2.3,
      source,
      steps: [
        { where: 'disability in (medium, severe)', add: 0.5 },
        { where: 'age >= 60', add: 0.4 },
        { where: 'caring', add: 0.4, most: 1 },
        { where: 'age < 18', add: 0.15, most: 2 },
        { where: 'age < 18', add: 0.1 },
      ],
    },
  ],
  benefits: Object.entries(BENEFITS).map(([code, criteria]) => ({
    code,
    name: words,
    about: words,
    from: '2024-01-01',
    to: null,
    bring: [],
    criteria: criteria.map((text, at) => ({
      code: `${code}_${at}`,
      if: text,
      from: '2024-01-01',
      to: null,
      source,
      certainty: 'to-verify',
      holds: words,
      fails: words,
    })),
  })),
});
