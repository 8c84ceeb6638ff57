import { z } from 'zod';
import { contents, scenarioRow } from '../../../src/domain/questionnaire/rows';
import ADI from '../data/questionnaire/benefits/adi.json';
import APE from '../data/questionnaire/benefits/ape.json';
import AS from '../data/questionnaire/benefits/as.json';
import AUU from '../data/questionnaire/benefits/auu.json';
import BOL from '../data/questionnaire/benefits/bol.json';
import CA from '../data/questionnaire/benefits/ca.json';
import CDT from '../data/questionnaire/benefits/cdt.json';
import DISCOLL from '../data/questionnaire/benefits/discoll.json';
import INV_74 from '../data/questionnaire/benefits/inv-74.json';
import INV_100 from '../data/questionnaire/benefits/inv-100.json';
import INV_ACC from '../data/questionnaire/benefits/inv-acc.json';
import INV_FREQ from '../data/questionnaire/benefits/inv-freq.json';
import MAT from '../data/questionnaire/benefits/mat.json';
import NASPI from '../data/questionnaire/benefits/naspi.json';
import NIDO from '../data/questionnaire/benefits/nido.json';
import PDC from '../data/questionnaire/benefits/pdc.json';
import RDC from '../data/questionnaire/benefits/rdc.json';
import RDL from '../data/questionnaire/benefits/rdl.json';
import SFL from '../data/questionnaire/benefits/sfl.json';
import documents from '../data/questionnaire/documents.json';
import figures from '../data/questionnaire/figures.json';
import questionnaire from '../data/questionnaire/questionnaire.json';
import scenarios from '../data/questionnaire/scenarios.json';
import ar from '../data/questionnaire/translations/ar.json';
import es from '../data/questionnaire/translations/es.json';
import fr from '../data/questionnaire/translations/fr.json';
import ro from '../data/questionnaire/translations/ro.json';
import uk from '../data/questionnaire/translations/uk.json';

/** In the order people read them: first what keeps a household going, then what is for one person or one moment. */
const BENEFITS = [
  ...[RDC, PDC, ADI, SFL, AS, AUU],
  ...[INV_100, INV_74, INV_FREQ, INV_ACC, NASPI, DISCOLL],
  ...[CA, CDT, NIDO, MAT, RDL, BOL, APE],
];

/**
 * The questionnaire the platform is born with: questions, dated figures and the rules of each benefit, every one with its
 * legal source. What was not seen at its source is marked `to-verify`. Throws a ZodError at a malformed row.
 */
export const questionnaireContents = contents.parse({
  ...questionnaire,
  ...figures,
  documents,
  benefits: BENEFITS,
  // None of them was read by somebody whose language it is.
  translations: { ar, fr, ro, es, uk },
});

/** People, dates and the results that must come out: worked out by hand from the law, not read off the evaluator. */
export const questionnaireScenarios = z.array(scenarioRow).min(1).parse(scenarios);
