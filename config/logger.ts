import { format, transports } from 'winston';
import { readSettings } from './settings';

/**
 * What may not be logged of an error, whoever logs it: a PostgreSQL error's `detail` quotes the refused row, a JSON
 * parser's message quotes the body, which also travels beside it.
 */
const withoutValues = format((entry) => {
  delete entry.detail;
  delete entry.parameters;
  delete entry.bindings;
  delete entry.body;
  const stack = typeof entry.stack === 'string' ? entry.stack : '';
  if (/^\s*SyntaxError\b/.test(stack)) {
    entry.message = 'SyntaxError';
    entry.stack = stack
      .split('\n')
      .filter((line) => /^\s+at .+:\d+:\d+\)?$/.test(line))
      .join('\n');
  }
  return entry;
});

/** One JSON object a line. */
export default {
  level: readSettings().logLevel,
  format: format.combine(format.errors({ stack: true }), withoutValues(), format.timestamp(), format.json()),
  transports: [new transports.Console()],
};
