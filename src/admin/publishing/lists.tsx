import { Badge, Box, EmptyStateLayout, Flex, Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import type { ReactNode } from 'react';
import type { PublishingPage, ShownScenario } from '../../publishing/shown';
import { RowLink } from './row-link';
import { useWords } from './words';

/** A table with its columns named, or what to say when there is nothing in it. */
export function Listing({
  columns,
  empty,
  children,
}: {
  readonly columns: readonly string[];
  readonly empty: string;
  readonly children: readonly ReactNode[];
}) {
  if (children.length === 0) return <EmptyStateLayout content={empty} />;
  return (
    <Table colCount={columns.length} rowCount={children.length}>
      <Thead>
        <Tr>
          {columns.map((name) => (
            <Th key={name}>
              <Typography variant="sigma">{name}</Typography>
            </Th>
          ))}
        </Tr>
      </Thead>
      <Tbody>{children}</Tbody>
    </Table>
  );
}

/** What keeps the working copy from being published. */
export function Findings({ findings }: Pick<PublishingPage, 'findings'>) {
  const say = useWords();
  return (
    <Listing columns={[say('where'), say('what')]} empty={say('findings.none')}>
      {findings.map((one) => (
        <Tr key={`${one.row} ${one.code} ${one.text}`}>
          <Td>
            <RowLink {...one} />
          </Td>
          <Td>
            <Wrapped>{one.text}</Wrapped>
          </Td>
        </Tr>
      ))}
    </Listing>
  );
}

/** Which rows publishing would change. */
export function Changes({ changes }: Pick<PublishingPage, 'changes'>) {
  const say = useWords();
  return (
    <Listing columns={[say('where'), say('what')]} empty={say('changes.none')}>
      {changes.map((one) => (
        <Tr key={`${one.row} ${one.code}`}>
          <Td>
            {one.what === 'removed' ? (
              <Typography>{`${say(`row.${one.row}`)} ${one.code}`}</Typography>
            ) : (
              <RowLink {...one} />
            )}
          </Td>
          <Td>
            <Typography>{say(`changes.${one.what}`)}</Typography>
          </Td>
        </Tr>
      ))}
    </Listing>
  );
}

/** What the scenarios come to, first those that fail, then those that come out otherwise than before. */
export function Scenarios({ scenarios }: Pick<PublishingPage, 'scenarios'>) {
  const say = useWords();
  const weight = (one: ShownScenario) => (one.isFailing ? 0 : one.results.some(isMoved) ? 1 : 2);
  const sorted = [...scenarios].sort((a, b) => weight(a) - weight(b));
  return (
    <Listing
      columns={[say('scenario'), say('day'), say('scenarios.now'), say('scenarios.published')]}
      empty={say('scenarios.none')}
    >
      {sorted.map((one) => (
        <Tr key={one.code}>
          <Td>
            <Flex direction="column" alignItems="flex-start" gap={1} paddingTop={2} paddingBottom={2}>
              <RowLink {...one} />
              <Wrapped>{one.title}</Wrapped>
              <Badge variant={one.isFailing ? 'danger' : 'success'}>
                {say(one.isFailing ? 'scenarios.fails' : 'scenarios.holds')}
              </Badge>
            </Flex>
          </Td>
          <Td>
            <Typography>{one.date}</Typography>
          </Td>
          <Td>
            {one.results.map(({ benefit, now, expected }) => (
              <Box key={benefit}>
                <Typography textColor={expected !== null && expected !== now ? 'danger600' : 'neutral800'}>
                  {benefit}: {say(`result.${now ?? 'not-in-force'}`)}
                  {expected !== null && expected !== now
                    ? ` ${say('scenarios.expected', { expected: say(`result.${expected}`) })}`
                    : ''}
                </Typography>
              </Box>
            ))}
          </Td>
          <Td>
            {one.results.map((result) => (
              <Box key={result.benefit}>
                <Typography fontWeight={isMoved(result) ? 'bold' : 'regular'}>
                  {result.benefit}: {say(`result.${result.published ?? 'not-in-force'}`)}
                </Typography>
              </Box>
            ))}
          </Td>
        </Tr>
      ))}
    </Listing>
  );
}

const isMoved = ({ now, published }: ShownScenario['results'][number]): boolean => now !== published;

/** Strapi's tables keep a cell on one line: a sentence needs several. */
function Wrapped({ children }: { readonly children: string }) {
  return <Typography style={{ whiteSpace: 'normal' }}>{children}</Typography>;
}
