import { Box, Button, Tabs } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';
import type { PublishingPage as Shown } from '../../publishing/shown';
import { Changes, Findings, Scenarios } from './lists';
import { MAY_PUBLISH } from './permission';
import { Preview } from './preview';
import { type Publishing, usePublishing } from './use-publishing';
import { Versions } from './versions';
import { useWords } from './words';

/** Where the directorate sees what publishing would come to, publishes, and goes back. */
export default function PublishingPage() {
  return (
    <Page.Protect permissions={[{ action: MAY_PUBLISH, subject: null }]}>
      <Loaded />
    </Page.Protect>
  );
}

function Loaded() {
  const say = useWords();
  const publishing = usePublishing();
  if (publishing.failure !== undefined) return <Page.Error content={publishing.failure} />;
  if (!publishing.page) return <Page.Loading>{say('loading')}</Page.Loading>;
  return (
    <Page.Main>
      <Page.Title>{say('title')}</Page.Title>
      <Head {...publishing} page={publishing.page} />
      <Layouts.Content>
        <Parts {...publishing} page={publishing.page} />
      </Layouts.Content>
    </Page.Main>
  );
}

type Ready = Publishing & { readonly page: Shown };

/** What is in force, what stands in the way, and the button. */
function Head({ page, isBusy, publish }: Ready) {
  const say = useWords();
  const { formatDate } = useIntl();
  const { hash, isUnchanged, findings, versions } = page;
  const current = versions.find((one) => one.inForce);
  const inForce = current
    ? say('current', { number: current.number, from: formatDate(current.from, { dateStyle: 'long' }) })
    : say('current.none');
  const state =
    findings.length > 0
      ? say('state.findings', { count: findings.length })
      : isUnchanged
        ? say('state.unchanged')
        : say('state.ready');
  const mayPublish = hash !== null && findings.length === 0 && !isUnchanged;
  return (
    <Layouts.Header
      title={say('title')}
      subtitle={`${inForce} ${state}`}
      primaryAction={
        <Button disabled={!mayPublish} loading={isBusy} onClick={() => (hash === null ? undefined : publish(hash))}>
          {say('publish')}
        </Button>
      }
    />
  );
}

function Parts({ page, isBusy, rollBack }: Ready) {
  const say = useWords();
  const parts = [
    ['findings', page.findings.length, <Findings key="findings" findings={page.findings} />],
    ['changes', page.changes.length, <Changes key="changes" changes={page.changes} />],
    ['scenarios', page.scenarios.length, <Scenarios key="scenarios" scenarios={page.scenarios} />],
    ['preview', null, <Preview key="preview" snapshot={page.preview} />],
    ['versions', null, <Versions key="versions" versions={page.versions} isBusy={isBusy} rollBack={rollBack} />],
  ] as const;
  return (
    <Tabs.Root defaultValue="findings" variant="simple">
      <Tabs.List aria-label={say('title')}>
        {parts.map(([name, count]) => (
          <Tabs.Trigger key={name} value={name}>
            {say(`tab.${name}`)}
            {count === null ? '' : ` (${count})`}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {parts.map(([name, , content]) => (
        <Tabs.Content key={name} value={name}>
          <Box paddingTop={6}>{content}</Box>
        </Tabs.Content>
      ))}
    </Tabs.Root>
  );
}
