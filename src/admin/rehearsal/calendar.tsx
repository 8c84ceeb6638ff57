import { Badge, Box, EmptyStateLayout, Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { ShownLine, ShownRehearsal } from '../../admin-config/rehearsal/shown';
import { useRehearsalWords } from './words';

const ZONE = 'Europe/Rome';

/** The lines by what they share, a month or a day, in order. */
function grouped(
  lines: readonly ShownLine[],
  name: (at: number) => string,
): readonly (readonly [name: string, lines: readonly ShownLine[]])[] {
  const groups = new Map<string, ShownLine[]>();
  for (const line of lines) {
    const group = name(line.at);
    const known = groups.get(group);
    if (known) known.push(line);
    else groups.set(group, [line]);
  }
  return [...groups];
}

/** What would happen, month by month and day by day; compared with another policy, each line says whether it stays, moves, goes or comes. */
export function Calendar({ shown }: { readonly shown: ShownRehearsal }) {
  const say = useRehearsalWords();
  const { formatDate } = useIntl();
  if (shown.lines.length === 0) return <EmptyStateLayout content={say('nothing')} />;
  const month = (at: number): string => formatDate(at, { month: 'long', year: 'numeric', timeZone: ZONE });
  const day = (at: number): string => formatDate(at, { weekday: 'short', day: 'numeric', timeZone: ZONE });
  return (
    <Flex direction="column" alignItems="stretch" gap={6}>
      {grouped(shown.lines, month).map(([name, lines]) => (
        <Box key={name} background="neutral0" padding={5} hasRadius shadow="tableShadow">
          <Typography variant="beta" tag="h2">
            {name}
          </Typography>
          {grouped(lines, day).map(([date, ofDay]) => (
            <Flex key={date} gap={3} paddingTop={4} alignItems="flex-start" wrap="wrap">
              <Box width="11rem">
                <Typography variant="sigma" tag="h3">
                  {date}
                </Typography>
              </Box>
              <Box tag="ol" flex="1" minWidth="20rem">
                {ofDay.map((line, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name of their own and are never reordered
                  <Line key={index} line={line} />
                ))}
              </Box>
            </Flex>
          ))}
        </Box>
      ))}
      {shown.isComplete ? null : <Typography textColor="danger600">{say('cut')}</Typography>}
    </Flex>
  );
}

const COLOURS = { same: 'neutral', moved: 'warning', gone: 'danger', new: 'success' } as const;

function Line({ line }: { readonly line: ShownLine }) {
  const say = useRehearsalWords();
  const { formatDate, formatTime } = useIntl();
  const moved =
    line.movedTo === null
      ? ''
      : say('moved-to', { when: formatDate(line.movedTo, { dateStyle: 'long', timeZone: ZONE }) });
  return (
    <Flex tag="li" gap={3} paddingBottom={2} alignItems="baseline" wrap="wrap">
      <Typography textColor="neutral600">{formatTime(line.at, { timeStyle: 'short', timeZone: ZONE })}</Typography>
      <Typography fontWeight={line.kind === 'state' ? 'bold' : 'regular'}>{line.text}</Typography>
      {line.change === 'same' ? null : (
        <Badge variant={COLOURS[line.change]}>
          {say(`change.${line.change}`)} {moved}
        </Badge>
      )}
    </Flex>
  );
}
