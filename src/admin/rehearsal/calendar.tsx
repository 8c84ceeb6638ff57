import { Badge, Box, EmptyStateLayout, Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { ShownLine, ShownRehearsal } from '../../admin-config/rehearsal/shown';
import { useRehearsalWords } from './words';

const ZONE = 'Europe/Rome';

/** The lines by month, in order. */
function byMonth(
  lines: readonly ShownLine[],
  month: (at: number) => string,
): ReadonlyMap<string, readonly ShownLine[]> {
  const months = new Map<string, ShownLine[]>();
  for (const line of lines) {
    const name = month(line.at);
    const known = months.get(name);
    if (known) known.push(line);
    else months.set(name, [line]);
  }
  return months;
}

/** What would happen, month by month; compared with another policy, each line says whether it stays, moves, goes or comes. */
export function Calendar({ shown }: { readonly shown: ShownRehearsal }) {
  const say = useRehearsalWords();
  const { formatDate } = useIntl();
  if (shown.lines.length === 0) return <EmptyStateLayout content={say('nothing')} />;
  const month = (at: number): string => formatDate(at, { month: 'long', year: 'numeric', timeZone: ZONE });
  return (
    <Flex direction="column" alignItems="stretch" gap={6}>
      {[...byMonth(shown.lines, month)].map(([name, lines]) => (
        <Box key={name} background="neutral0" padding={5} hasRadius shadow="tableShadow">
          <Typography variant="beta" tag="h2">
            {name}
          </Typography>
          <Box tag="ol" paddingTop={3}>
            {lines.map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name of their own and are never reordered
              <Line key={index} line={line} isCompared={shown.isCompared} />
            ))}
          </Box>
        </Box>
      ))}
      {shown.isComplete ? null : <Typography textColor="danger600">{say('cut')}</Typography>}
    </Flex>
  );
}

const COLOURS = { same: 'neutral', moved: 'warning', gone: 'danger', new: 'success' } as const;

function Line({ line, isCompared }: { readonly line: ShownLine; readonly isCompared: boolean }) {
  const say = useRehearsalWords();
  const { formatDate } = useIntl();
  const time = (at: number): string =>
    formatDate(at, {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      timeZone: ZONE,
    });
  const moved = line.movedTo === null ? '' : say('moved-to', { when: time(line.movedTo) });
  return (
    <Box tag="li" paddingTop={2} paddingBottom={2}>
      <Flex gap={3} wrap="wrap">
        <Box minWidth="17rem">
          <Typography textColor="neutral600">{time(line.at)}</Typography>
        </Box>
        <Typography fontWeight={line.kind === 'state' ? 'bold' : 'regular'}>{line.text}</Typography>
        {isCompared && line.change !== 'same' ? (
          <Badge variant={COLOURS[line.change]}>
            {say(`change.${line.change}`)} {moved}
          </Badge>
        ) : null}
      </Flex>
    </Box>
  );
}
