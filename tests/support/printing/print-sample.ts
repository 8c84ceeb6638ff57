/** Prints the PDF of the invented agreement to standard output: the same in every process. */
import { printable } from '../../../src/domain/agreement-text/printable';
import { printPdf } from '../../../src/printing/print-pdf';
import { MODEL_2021, textOf } from '../domain/local-agreement';

export const SAMPLE = printable(textOf(MODEL_2021), MODEL_2021, { protocol: 'INPS.1234.01/07/2021.0000001' });

if (require.main === module) printPdf(SAMPLE).then((pdf) => process.stdout.write(pdf));
