import { Badge, Button, Dialog, Td, Tr, Typography } from '@strapi/design-system';
import { ConfirmDialog } from '@strapi/strapi/admin';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { PastVersion } from '../../publishing/shown';
import { Listing } from './lists';
import { useWords } from './words';

/** Every version, newest first; one that is not what is in force can be put in force again. */
export function Versions({
  versions,
  isBusy,
  rollBack,
}: {
  readonly versions: readonly PastVersion[];
  readonly isBusy: boolean;
  rollBack(number: number): Promise<void>;
}) {
  const say = useWords();
  const { formatDate } = useIntl();
  const current = versions.find((one) => one.inForce);
  return (
    <Listing
      columns={[say('version'), say('versions.from'), say('versions.by'), say('versions.hash'), say('versions.action')]}
      empty={say('versions.none')}
    >
      {versions.map((one) => (
        <Tr key={one.number}>
          <Td>
            <Typography>{one.number}</Typography>{' '}
            {one.inForce ? <Badge variant="success">{say('inForce')}</Badge> : null}
          </Td>
          <Td>
            <Typography>{formatDate(one.from, { dateStyle: 'long', timeStyle: 'short' })}</Typography>
          </Td>
          <Td>
            <Typography>{one.by ?? say('versions.platform')}</Typography>
          </Td>
          <Td>
            <Typography>{one.hash.slice(0, 12)}</Typography>
          </Td>
          <Td>
            {one.hash === current?.hash ? null : (
              <RollBack number={one.number} isBusy={isBusy} confirm={() => rollBack(one.number)} />
            )}
          </Td>
        </Tr>
      ))}
    </Listing>
  );
}

/** Asks once more before an earlier version is put in force. */
function RollBack({
  number,
  isBusy,
  confirm,
}: {
  readonly number: number;
  readonly isBusy: boolean;
  confirm(): Promise<void>;
}) {
  const say = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog.Root open={isOpen} onOpenChange={setOpen}>
      <Dialog.Trigger>
        <Button variant="tertiary" disabled={isBusy}>
          {say('rollBack')}
        </Button>
      </Dialog.Trigger>
      <ConfirmDialog
        title={say('rollBack.title', { number })}
        onConfirm={async () => {
          setOpen(false);
          await confirm();
        }}
      >
        {say('rollBack.body', { number })}
      </ConfirmDialog>
    </Dialog.Root>
  );
}
