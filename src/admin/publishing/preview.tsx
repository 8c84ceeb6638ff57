import {
  Badge,
  Box,
  EmptyStateLayout,
  Field,
  Flex,
  SingleSelect,
  SingleSelectOption,
  Typography,
} from '@strapi/design-system';
import { useState } from 'react';
import type { Language, Field as PersonField, Question, Snapshot, Text } from '../../domain/questionnaire/snapshot';
import { useWords } from './words';

/** The questionnaire as people will see it, in a language of choice. */
export function Preview({ snapshot }: { readonly snapshot: Snapshot | null }) {
  const say = useWords();
  const [language, setLanguage] = useState<Language>('it');
  if (!snapshot) return <EmptyStateLayout content={say('preview.none')} />;
  return (
    <Flex direction="column" alignItems="stretch" gap={6}>
      <Field.Root width="20rem">
        <Field.Label>{say('preview.language')}</Field.Label>
        <SingleSelect value={language} onChange={(chosen) => setLanguage(chosen as Language)}>
          {snapshot.languages.map((one) => (
            <SingleSelectOption key={one} value={one}>
              {say(`language.${one}`)}
              {snapshot.unread.includes(one) ? ` · ${say('preview.unread')}` : ''}
            </SingleSelectOption>
          ))}
        </SingleSelect>
      </Field.Root>
      <Box lang={language} dir={language === 'ar' ? 'rtl' : 'ltr'}>
        <Flex direction="column" alignItems="stretch" gap={6}>
          <Typography variant="alpha" tag="h2">
            <Said text={snapshot.title} language={language} />
          </Typography>
          <Typography>
            <Said text={snapshot.notice} language={language} />
          </Typography>
          {snapshot.sections.map((section) => (
            <Box key={section.code} background="neutral0" hasRadius shadow="tableShadow" padding={6}>
              <Flex direction="column" alignItems="stretch" gap={5}>
                <Typography variant="beta" tag="h3">
                  <Said text={section.title} language={language} />
                </Typography>
                {section.questions.map((question) => (
                  <Asked key={question.code} question={question} language={language} />
                ))}
              </Flex>
            </Box>
          ))}
        </Flex>
      </Box>
    </Flex>
  );
}

/** One question with its help and its answers, or its questions about each person. */
function Asked({ question, language }: { readonly question: Question | PersonField; readonly language: Language }) {
  const say = useWords();
  const isBounded = question.kind === 'number' || question.kind === 'amount';
  return (
    <Flex direction="column" alignItems="flex-start" gap={1}>
      <Flex gap={2} wrap="wrap">
        <Typography fontWeight="bold">
          <Said text={question.text} language={language} />
        </Typography>
        <Badge>{question.code}</Badge>
        {'sensitive' in question && question.sensitive ? <Badge>{say('preview.sensitive')}</Badge> : null}
        {'onlyIf' in question && question.onlyIf ? <Badge>{say('preview.conditional')}</Badge> : null}
      </Flex>
      {question.help ? (
        <Typography textColor="neutral600">
          <Said text={question.help} language={language} />
        </Typography>
      ) : null}
      {question.why ? (
        <Typography variant="pi" textColor="neutral600">
          {say('preview.why')} <Said text={question.why} language={language} />
        </Typography>
      ) : null}
      <Typography variant="pi" textColor="neutral600">
        {say(`kind.${question.kind}`)}
        {isBounded ? ` · ${question.min}–${question.max}` : ''}
        {question.kind === 'members' ? ` · ${say('preview.most', { max: question.max })}` : ''}
      </Typography>
      {'options' in question ? (
        <Box tag="ul" paddingLeft={4}>
          {question.options.map((option) => (
            <Typography key={option.code} tag="li">
              • <Said text={option.text} language={language} />
            </Typography>
          ))}
        </Box>
      ) : null}
      {question.kind === 'members' ? (
        <Box paddingLeft={6} paddingTop={2}>
          <Flex direction="column" alignItems="stretch" gap={3}>
            {question.fields.map((field) => (
              <Asked key={field.code} question={field} language={language} />
            ))}
          </Flex>
        </Box>
      ) : null}
    </Flex>
  );
}

/** A text in a language; the Italian one, marked, where that is wanting. */
function Said({ text, language }: { readonly text: Text; readonly language: Language }) {
  const say = useWords();
  const said = text[language];
  if (said !== undefined) return <>{said}</>;
  return (
    <Typography textColor="danger600" lang="it" dir="ltr">
      {text.it} ({say('preview.missing')})
    </Typography>
  );
}
