import { parseExpression } from '../../../src/domain/questionnaire/parse';
import type { Criterion, Snapshot, Text } from '../../../src/domain/questionnaire/snapshot';

/** Words in three of the languages; the pages show Italian where there are none. */
const w = (it: string, en: string, ar: string): Text => ({ it, en, ar });
const asked = (code: string, it: string, en: string, ar: string) => ({
  code,
  text: w(it, en, ar),
  help: null,
  why: null,
  sensitive: false,
  onlyIf: null,
});

const criterion = (code: string, text: string, more: Partial<Criterion> = {}): Criterion => ({
  code,
  if: parseExpression(text),
  from: '2020-01-01',
  to: null,
  source: `Fonte inventata, art. ${code.length}`,
  certainty: 'to-verify',
  holds: w(`${code} risulta.`, `${code} holds.`, `${code} نعم.`),
  fails: w(`${code} non risulta.`, `${code} does not hold.`, `${code} لا.`),
  step: null,
  ...more,
});

/** An invented questionnaire with a question of every kind, for the pages' tests: no rule in it is anybody's. */
export const SAMPLE: Snapshot = {
  format: 1,
  languages: ['it', 'en', 'ar'],
  unread: ['ar'],
  title: w('Questionario di prova', 'Sample questionnaire', 'استبيان تجريبي'),
  notice: w('È solo un orientamento.', 'It is an orientation only.', 'هذا توجيه فقط.'),
  sections: [
    {
      code: 'you',
      title: w('Tu', 'You', 'أنت'),
      questions: [
        {
          ...asked('resident', 'Abiti in Italia?', 'Do you live in Italy?', 'هل تعيش في إيطاليا؟'),
          kind: 'yes-no',
          help: w('Anche senza una casa.', 'Even without a home.', 'حتى دون بيت.'),
          why: w('Alcuni aiuti lo chiedono.', 'Some help asks for it.', 'بعض المساعدات تشترط ذلك.'),
        },
        {
          ...asked('permit', 'Quale cittadinanza hai?', 'Which citizenship do you have?', 'ما جنسيتك؟'),
          kind: 'choice',
          options: [
            { code: 'italian', text: w('Italiana', 'Italian', 'إيطالية') },
            { code: 'other', text: w('Un’altra', 'Another', 'أخرى') },
          ],
        },
        { ...asked('born', 'Quando sei nato?', 'When were you born?', 'متى وُلدت؟'), kind: 'date' },
        {
          ...asked('health', 'Hai un’invalidità?', 'Do you have a disability?', 'هل لديك إعاقة؟'),
          kind: 'yes-no',
          sensitive: true,
        },
      ],
    },
    {
      code: 'home',
      title: w('Casa', 'Home', 'البيت'),
      questions: [
        {
          ...asked('household', 'Chi vive con te?', 'Who lives with you?', 'من يعيش معك؟'),
          kind: 'members',
          max: 3,
          fields: [
            { ...asked('age', 'Quanti anni ha?', 'How old are they?', 'كم عمره؟'), kind: 'number', min: 0, max: 120 },
            { ...asked('studies', 'Studia?', 'Are they studying?', 'هل يدرس؟'), kind: 'yes-no' },
          ],
        },
        {
          ...asked('rooms', 'Quante stanze ha la casa?', 'How many rooms are there?', 'كم غرفة في البيت؟'),
          kind: 'number',
          min: 0,
          max: 30,
        },
        {
          ...asked('isee', 'Quanto è il tuo ISEE?', 'What is your ISEE?', 'ما قيمة ISEE؟'),
          kind: 'amount',
          min: 0,
          max: 100_000,
        },
        {
          ...asked('support', 'Quali aiuti hai già?', 'Which help do you have already?', 'ما المساعدات التي لديك؟'),
          kind: 'choices',
          options: [
            { code: 'meals', text: w('Pasti', 'Meals', 'وجبات') },
            { code: 'shelter', text: w('Alloggio', 'Shelter', 'مأوى') },
          ],
        },
        {
          ...asked('shelter-public', 'È del Comune?', 'Is it the municipality’s?', 'هل هو للبلدية؟'),
          kind: 'yes-no',
          onlyIf: parseExpression('support has shelter'),
        },
      ],
    },
  ],
  documents: [
    { code: 'isee', text: w('Attestazione ISEE', 'ISEE statement', 'شهادة ISEE') },
    { code: 'id', text: w('Documento di identità', 'Identity card', 'بطاقة الهوية') },
  ],
  parameters: [
    {
      code: 'CAP',
      values: [{ from: '2020-01-01', to: null, value: 9360, certainty: 'to-verify', source: 'inventata' }],
    },
  ],
  scales: [],
  benefits: [
    {
      code: 'FAMILY',
      name: w('Aiuto alla famiglia', 'Family help', 'مساعدة العائلة'),
      about: w('Per chi ha figli.', 'For those with children.', 'لمن لديه أطفال.'),
      from: '2020-01-01',
      to: null,
      bring: ['id', 'isee'],
      criteria: [
        criterion('LIVES', 'resident'),
        criterion('CHILD', 'count(household where age < 18) >= 1'),
        criterion('POOR', 'isee <= $CAP', {
          step: w('Chiedi a un CAF un ISEE aggiornato.', 'Ask a CAF for a new ISEE.', 'اطلب ISEE جديداً.'),
        }),
      ],
    },
    {
      code: 'OLDER',
      name: w('Aiuto agli anziani', 'Help for the old', 'مساعدة كبار السن'),
      about: w('Per chi ha più di 67 anni.', 'For those over 67.', 'لمن تجاوز 67.'),
      from: '2020-01-01',
      to: null,
      bring: ['id'],
      criteria: [criterion('AGE', 'days-since(born) >= 24472'), criterion('CITIZEN', 'permit in (italian, other)')],
    },
    {
      code: 'HOUSING',
      name: w('Aiuto per la casa', 'Housing help', 'مساعدة السكن'),
      about: w('Per chi ha una casa piccola.', 'For those in a small home.', 'لمن بيته صغير.'),
      from: '2020-01-01',
      to: null,
      bring: [],
      criteria: [
        criterion('SMALL', 'rooms <= 2 or support has meals'),
        criterion('NOT_PUBLIC', 'not support has shelter or shelter-public'),
        criterion('CARE', 'health or resident'),
      ],
    },
  ],
};
