/** The properties of cases and of local agreements again, over far more random lives than a commit waits for. */
process.env.CASE_RUNS ??= '1500';
process.env.AGREEMENT_RUNS ??= '1500';
jest.setTimeout(3_600_000);

// Not an import: those run first, and the number of lives is read when the file is loaded.
require('../unit/case/properties.test');
require('../unit/agreement/properties.test');
