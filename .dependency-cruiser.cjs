/**
 * The rooms of the code and what each may import (the table of the design). Every rule has a name and a reason; where a
 * room may know only the types of another, the rule leaves imports of types alone.
 */
const typesAside = { dependencyTypesNot: ['type-only'] };
const strapiSide =
  '^src/(index\\.ts|server\\.ts|api/|extensions/|plugins/|policies/|middlewares/|components/|admin/|admin-config/|http/)';
const npm = (...names) => `^node_modules/(@types/)?(${names.join('|')})(/|$)`;
/** A module of Node's own has no folder: `packagesBut` takes its pattern as it stands. */
const NODE_CRYPTO = /^(node:)?crypto$/;
const NODE_ZLIB = /^(node:)?zlib$/;
/** npm packages and Node's own modules, but not those of the given names or patterns. */
const packagesBut = (...names) => ({
  dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'core'],
  pathNot: [
    npm(...names.filter((name) => typeof name === 'string')),
    ...names.flatMap((name) => (name instanceof RegExp ? [name.source] : [])),
  ],
});

module.exports = {
  forbidden: [
    {
      name: 'domain-is-alone',
      comment: 'Rules are pure and also run in the browser and in the workflow bundle: they see no other room.',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { path: '^(src|config|database|scripts|tests|bench|web)/', pathNot: '^src/domain/' },
    },
    {
      name: 'domain-few-packages',
      comment:
        'A rule may use zod, a date library, a synchronous hash, the codice fiscale check and the word-by-word comparison of texts: nothing that does I/O.',
      severity: 'error',
      from: { path: '^src/domain/', pathNot: '\\.test\\.ts$' },
      to: packagesBut('zod', 'luxon', '@noble/hashes', '@marketto/codice-fiscale-utils', 'diff'),
    },
    {
      name: 'workflows-are-deterministic',
      comment:
        'A workflow is replayed from its history: it reaches the world only through activities, known by their types.',
      severity: 'error',
      from: { path: '^src/workflows/' },
      to: { path: '^(src|config|database)/', pathNot: ['^src/workflows/', '^src/domain/', '^src/worker/activities/'] },
    },
    {
      name: 'workflows-know-activities-as-types',
      comment: 'The code of an activity must not enter the workflow bundle.',
      severity: 'error',
      from: { path: '^src/workflows/' },
      to: { path: '^src/worker/activities/', ...typesAside },
    },
    {
      name: 'workflows-few-packages',
      comment: 'Only what Temporal makes deterministic, and what the rules themselves use.',
      severity: 'error',
      from: { path: '^src/workflows/', pathNot: '\\.test\\.ts$' },
      to: packagesBut('@temporalio/workflow', '@temporalio/common', 'zod', 'luxon', '@noble/hashes'),
    },
    {
      name: 'activities-take-ports',
      comment: 'Activities are given ports and can be tested with none of the real things: they import no adapter.',
      severity: 'error',
      from: { path: '^src/worker/activities/' },
      to: { path: '^(src|config|database)/', pathNot: ['^src/worker/(activities|ports)', '^src/domain/'] },
    },
    {
      name: 'activities-few-packages',
      comment: 'An activity that needs a package needs a port.',
      severity: 'error',
      from: { path: '^src/worker/activities/', pathNot: '\\.test\\.ts$' },
      to: { ...packagesBut('@temporalio/activity', '@temporalio/common', 'zod'), ...typesAside },
    },
    {
      name: 'adapters-know-no-strapi-side',
      comment: 'The worker does not load Strapi; its adapters speak to the journal and to the outside.',
      severity: 'error',
      from: { path: '^src/worker/adapters/' },
      to: {
        path: '^(src|config|database)/',
        pathNot: ['^src/worker/(adapters|activities|ports)', '^src/journal/', '^src/evidence/', '^src/domain/'],
      },
    },
    {
      name: 'adapters-implement-ports',
      comment: 'An adapter is handed in where a port is asked for; it knows activities and ports by their types only.',
      severity: 'error',
      from: { path: '^src/worker/adapters/' },
      to: { path: '^src/worker/(activities|ports)', ...typesAside },
    },
    {
      name: 'worker-assembles',
      comment: 'The worker puts activities, adapters and Temporal together from the settings, and holds nothing else.',
      severity: 'error',
      from: { path: '^src/worker/[^/]+\\.ts$', pathNot: '^src/worker/ports' },
      to: {
        path: '^(src|config|database)/',
        pathNot: ['^src/worker/', '^src/temporal/', '^src/domain/followers', '^config/settings\\.ts$'],
      },
    },
    {
      name: 'journal-below-all',
      comment: 'Strapi and the worker share the journal: it can know neither. The relay is handed Temporal as a port.',
      severity: 'error',
      from: { path: '^src/journal/' },
      to: { path: '^(src|config|database)/', pathNot: ['^src/journal/', '^src/domain/'] },
    },
    {
      name: 'journal-few-packages',
      comment:
        'It speaks SQL through the transaction it is given and reads what it holds: no client, no framework, of Node only its cryptography.',
      severity: 'error',
      from: { path: '^src/journal/', pathNot: '\\.test\\.ts$' },
      to: packagesBut('knex', 'zod', 'date-holidays', NODE_CRYPTO),
    },
    {
      name: 'journal-is-given-its-transaction',
      comment: 'The journal never opens a connection: it knows only the type of the transaction its caller holds.',
      severity: 'error',
      from: { path: '^src/journal/', pathNot: '\\.test\\.ts$' },
      to: { path: npm('knex', 'pg'), ...typesAside },
    },
    {
      name: 'evidence-only-examines',
      comment:
        'It says what bytes prove: whoever has a file, a message or a store hands it in, and keeps what was found.',
      severity: 'error',
      from: { path: '^src/evidence/' },
      to: { path: '^(src|config|database)/', pathNot: ['^src/evidence/', '^src/domain/'] },
    },
    {
      name: 'evidence-knows-shapes',
      comment: 'Of the rules it needs only how a finding is written down.',
      severity: 'error',
      from: { path: '^src/evidence/' },
      to: { path: '^src/domain/', ...typesAside },
    },
    {
      name: 'evidence-few-packages',
      comment:
        'ASN.1, certificates and signatures, Node’s cryptography, and what undoes a PDF’s compression: nothing that reads a disk or a network.',
      severity: 'error',
      from: { path: '^src/evidence/', pathNot: ['\\.test\\.ts$', '^src/evidence/pec/'] },
      to: packagesBut('pkijs', 'asn1js', NODE_CRYPTO, NODE_ZLIB),
    },
    {
      name: 'pec-few-packages',
      comment: 'A receipt is a mail with an XML in it, dated in its own zone: two readers and a calendar more.',
      severity: 'error',
      from: { path: '^src/evidence/pec/', pathNot: '\\.test\\.ts$' },
      to: packagesBut('pkijs', 'asn1js', 'mailparser', 'fast-xml-parser', 'luxon', NODE_CRYPTO),
    },
    {
      name: 'publishing-below-strapi',
      comment: 'The panel and the seeds publish by the same code: it knows the rules, not the journal.',
      severity: 'error',
      from: { path: '^src/publishing/' },
      to: { path: '^(src|config|database)/', pathNot: ['^src/publishing/', '^src/domain/'] },
    },
    {
      name: 'publishing-is-given-its-database',
      comment: 'As the journal: it knows only the type of the handle its caller holds.',
      severity: 'error',
      from: { path: '^src/publishing/', pathNot: '\\.test\\.ts$' },
      to: { path: npm('knex', 'pg'), ...typesAside },
    },
    {
      name: 'printing-is-given-its-words',
      comment:
        'A text becomes the same bytes wherever it is printed: what it says comes from the rules, and it reads nothing.',
      severity: 'error',
      from: { path: '^src/printing/' },
      to: { path: '^(src|config|database)/', pathNot: ['^src/printing/', '^src/domain/'] },
    },
    {
      name: 'printing-few-packages',
      comment: 'What makes PDF, CSV and XLSX, and the streams of Node that they write to.',
      severity: 'error',
      from: { path: '^src/printing/', pathNot: '\\.test\\.ts$' },
      to: packagesBut(
        'pdfkit',
        '@expo-google-fonts/titillium-web',
        '@fast-csv/format',
        'write-excel-file',
        /^(node:)?stream\/consumers$/,
      ),
    },
    {
      name: 'temporal-only-connects',
      comment: 'This room connects to Temporal and names the workflows; the rest is decided elsewhere.',
      severity: 'error',
      from: { path: '^src/temporal/' },
      to: {
        path: '^(src|config|database)/',
        pathNot: ['^src/temporal/', '^src/workflows/', '^src/domain/followers', '^config/settings\\.ts$'],
      },
    },
    {
      name: 'temporal-knows-workflows-as-types',
      comment: 'Workflow code runs in the bundle only.',
      severity: 'error',
      from: { path: '^src/temporal/' },
      to: { path: '^src/workflows/', ...typesAside },
    },
    {
      name: 'one-room-for-the-temporal-client',
      comment: 'One place connects to Temporal, so one place is configured, traced and closed.',
      severity: 'error',
      from: { path: '^(src|config)/', pathNot: '^src/temporal/' },
      to: { path: npm('@temporalio/client') },
    },
    {
      name: 'human-steps-need-no-temporal',
      comment:
        'What a person does holds when the request returns, also while Temporal is down: this side cannot reach it, and neither can settings and seeds, by whatever way round.',
      severity: 'error',
      from: { path: [strapiSide, '^(config|database)/'] },
      to: { path: ['^src/(temporal|workflows|worker)/', npm('@temporalio/[^/]+')], reachable: true },
    },
    {
      name: 'strapi-on-its-own-side',
      comment: 'Everything that is not an endpoint or a content type must work without Strapi.',
      severity: 'error',
      from: { path: '^src/', pathNot: [strapiSide] },
      to: { path: [npm('@strapi/[^/]+'), strapiSide] },
    },
    {
      name: 'web-through-http',
      comment: 'The web app sees the rules it runs in the browser, and the server over HTTP.',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(src|config|database|scripts|tests|bench)/', pathNot: '^src/domain/' },
    },
    {
      name: 'web-few-packages',
      comment: 'Whoever answers may pay for every kilobyte: a package in the pages is a change of their budget.',
      severity: 'error',
      from: { path: '^web/src/' },
      to: packagesBut('preact', 'uqr'),
    },
    {
      name: 'web-without-the-desk',
      comment: 'What reads and checks rows, and zod, is for the server: a published version needs neither.',
      severity: 'error',
      from: { path: '^web/src/' },
      to: { path: ['^src/domain/questionnaire/(rows|freeze|check)', npm('zod')], reachable: true },
    },
    {
      name: 'pec-provider-apart',
      comment:
        'It plays somebody else, a certified-mail provider: sharing code with the product, it would share its mistakes. It has its certificates made as all of development has.',
      severity: 'error',
      from: { path: '^pec-provider/' },
      to: {
        path: '^(src|config|database|scripts|tests|bench|web)/',
        pathNot: '^scripts/development-pki/',
      },
    },
    {
      name: 'nothing-imports-tools',
      comment:
        'Scripts, benches and tests look at everything, and with the PEC provider are for development; nothing looks back.',
      severity: 'error',
      from: { path: '^(src|config|database|web)/', pathNot: ['\\.test\\.ts$', '^database/seeds/demo/signing\\.ts$'] },
      to: { path: '^(scripts|tests|bench|pec-provider)/' },
    },
    {
      name: 'demo-signs-as-development-does',
      comment:
        'The demo’s agreements are really signed, by invented people: with the certificates of development, loaded for the demo alone, and nothing else of its tools.',
      severity: 'error',
      from: { path: '^database/seeds/demo/signing\\.ts$' },
      to: { path: '^(scripts|tests|bench|pec-provider)/', pathNot: '^scripts/development-pki/' },
    },
    {
      name: 'no-circles',
      comment: 'Two files that need each other are one file, or miss a third.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: typesAside },
    },
    {
      name: 'declared-packages-only',
      comment: 'A package that package.json does not name may be gone after the next install.',
      severity: 'error',
      from: { path: '^(src|config|database|scripts|tests|bench|pec-provider)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'] },
    },
    {
      name: 'no-development-packages-in-the-product',
      comment: 'They are not installed in production.',
      severity: 'error',
      from: { path: '^(src|config|database)/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['npm-dev'], ...typesAside, pathNot: '^node_modules/@types/' },
    },
    {
      name: 'resolvable',
      comment: 'An import that resolves to nothing fails at the worst moment.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|web/dist|\\.data|\\.cache|\\.strapi)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.check.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
