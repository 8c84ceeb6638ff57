import winston from 'winston';
import type { Settings } from '../../config/settings';

/** One JSON line an event, as Strapi's process writes them too. Callers pass ids only, never a personal value. */
export function createLog(level: Settings['logLevel']): winston.Logger {
  return winston.createLogger({
    level,
    defaultMeta: { service: 'worker' },
    format: winston.format.combine(winston.format.timestamp(), winston.format.json()),
    transports: [new winston.transports.Console()],
  });
}
