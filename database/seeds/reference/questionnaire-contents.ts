import { z } from 'zod';
import { contents, scenarioRow } from '../../../src/domain/questionnaire/rows';
import contentsData from '../data/questionnaire/contents.json';
import scenariosData from '../data/questionnaire/scenarios.json';

/** The questionnaire's first contents: sections, figures, benefits with their criteria, documents. */
export const questionnaireContents = contents.parse(contentsData);

/** People who must get the results they get. */
export const questionnaireScenarios = z.array(scenarioRow).parse(scenariosData);
