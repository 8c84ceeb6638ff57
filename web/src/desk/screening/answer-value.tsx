import { answersIt, isNoAnswer, membersOf } from '../../../../src/domain/questionnaire/answers';
import type { Question } from '../../../../src/domain/questionnaire/snapshot';
import { answerInWords, personInWords } from '../../words/answer-in-words';
import { useDeskWords } from '../words';

/** An answer in words, of a household person by person. What does not answer its question, as an old copy may, is no answer. */
export function AnswerValue({ question, value }: { readonly question: Question; readonly value: unknown }) {
  const { d, questions } = useDeskWords();
  if (!isNoAnswer(value) && !answersIt(question, value)) return <>{d('answers.not-given')}</>;
  const people = question.kind === 'members' ? membersOf(value, question.max) : undefined;
  if (question.kind !== 'members' || !people) return <>{answerInWords(question, value, questions)}</>;
  return (
    <>
      {answerInWords(question, value, questions)}
      <ol>
        {people.map((person, index) => (
          // People have no names here: their place is who they are.
          <li key={`${index} ${people.length}`}>{personInWords(question, person, questions)}</li>
        ))}
      </ol>
    </>
  );
}
