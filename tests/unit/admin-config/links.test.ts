import { linkTo } from '../../../src/admin-config/publishing/links';
import { ROWS } from '../publishing/working-copy';

const CONTENT = '/content-manager/collection-types';

test.each([
  ['a row', { row: 'question', code: 'way' }, 'api::question.question/document-2'],
  ['the questionnaire itself', { row: 'version', code: '' }, 'api::questionnaire.questionnaire/document-1'],
  ['one of a figure’s years', { row: 'parameter', code: 'LIMIT', from: '2025-01-01' }, 'api::figure.figure/document-2'],
  [
    'a row with its day',
    { row: 'criterion', code: 'OLD_ENOUGH', from: '2024-01-01' },
    'api::criterion.criterion/document-1',
  ],
  [
    'all of a figure’s years',
    { row: 'parameter', code: 'LIMIT' },
    'api::figure.figure?filters[$and][0][code][$eq]=LIMIT',
  ],
  [
    'what is there no more',
    { row: 'document', code: 'gone' },
    'api::document-to-bring.document-to-bring?filters[$and][0][code][$eq]=gone',
  ],
] as const)('%s has its address in the panel', (_what, place, address) => {
  expect(linkTo(ROWS, place)).toBe(`${CONTENT}/${address}`);
});
