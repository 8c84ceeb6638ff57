import { Box, Button, Field, Flex, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { RehearsalChoices } from '../../admin-config/rehearsal/shown';
import { Calendar } from './calendar';
import { MAY_REHEARSE } from './permission';
import { type Asked, type RehearsalPage, useRehearsal } from './use-rehearsal';
import { useRehearsalWords } from './words';

/** Where the directorate sees what would happen to an agreement, and what another policy would move. */
export default function Rehearsal() {
  return (
    <Page.Protect permissions={[{ action: MAY_REHEARSE, subject: null }]}>
      <Loaded />
    </Page.Protect>
  );
}

function Loaded() {
  const say = useRehearsalWords();
  const page = useRehearsal();
  if (!page.choices && page.failure !== undefined) return <Page.Error content={page.failure} />;
  if (!page.choices) return <Page.Loading>{say('loading')}</Page.Loading>;
  return (
    <Page.Main>
      <Page.Title>{say('title')}</Page.Title>
      <Layouts.Header title={say('title')} subtitle={say('subtitle')} />
      <Layouts.Content>
        <Choice {...page} choices={page.choices} />
        <Box paddingTop={6} aria-live="polite">
          {page.failure === undefined ? null : <Typography textColor="danger600">{page.failure}</Typography>}
          {page.shown ? <Calendar shown={page.shown} /> : <Typography>{say('choose')}</Typography>}
        </Box>
      </Layouts.Content>
    </Page.Main>
  );
}

/** The agreement's own policy: to the chooser an empty value is none chosen. */
const OWN = 'own';

/** Three years ahead, the longest term there is. */
const farAhead = (): string => {
  const day = new Date();
  day.setFullYear(day.getFullYear() + 3);
  return day.toISOString().slice(0, 10);
};

/** Which agreement, under which policy, until when. */
function Choice({ choices, isBusy, rehearse }: RehearsalPage & { readonly choices: RehearsalChoices }) {
  const say = useRehearsalWords();
  const [asked, setAsked] = useState<Asked>({ stream: '', policy: '', until: farAhead() });
  const change = (part: Partial<Asked>) => setAsked({ ...asked, ...part });
  return (
    <Flex gap={4} alignItems="flex-end" wrap="wrap">
      <Box minWidth="32rem">
        <Chooser
          label={say('agreement')}
          value={asked.stream}
          options={choices.agreements.map(({ stream, title }) => [stream, title] as const)}
          onChange={(stream) => change({ stream })}
        />
      </Box>
      <Box minWidth="20rem">
        <Chooser
          label={say('policy')}
          value={asked.policy === '' ? OWN : asked.policy}
          options={[[OWN, say('policy.own')], ...choices.policies.map(({ name, title }) => [name, title] as const)]}
          onChange={(policy) => change({ policy: policy === OWN ? '' : policy })}
        />
      </Box>
      <Field.Root name="until">
        <Field.Label>{say('until')}</Field.Label>
        <Field.Input
          type="date"
          value={asked.until}
          onChange={(event: { target: { value: string } }) => change({ until: event.target.value })}
        />
      </Field.Root>
      <Button disabled={asked.stream === '' || asked.until === ''} loading={isBusy} onClick={() => rehearse(asked)}>
        {say('show')}
      </Button>
    </Flex>
  );
}

function Chooser({
  label,
  value,
  options,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, name: string])[];
  onChange(value: string): void;
}) {
  const { formatMessage } = useIntl();
  return (
    <Field.Root>
      <Field.Label>{label}</Field.Label>
      <SingleSelect
        value={value}
        onChange={(chosen: string | number) => onChange(String(chosen))}
        placeholder={formatMessage({ id: 'rehearsal.placeholder' })}
      >
        {options.map(([code, name]) => (
          <SingleSelectOption key={code} value={code}>
            {name}
          </SingleSelectOption>
        ))}
      </SingleSelect>
    </Field.Root>
  );
}
