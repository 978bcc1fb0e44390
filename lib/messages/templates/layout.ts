import { Body } from '@react-email/body'
import { Button } from '@react-email/button'
import { Container } from '@react-email/container'
import { Head } from '@react-email/head'
import { Heading } from '@react-email/heading'
import { Hr } from '@react-email/hr'
import { Html } from '@react-email/html'
import { Section } from '@react-email/section'
import { Text } from '@react-email/text'
import { createElement as element, type ReactElement } from 'react'
import type { Footer } from './footer.ts'
import type { Block, Letter } from './letter.ts'
import { lookOf, type Scheme, SHEET } from './look.ts'

/** The worker runs this file as it stands, so elements are made without a compiler. */

type Sheet = {
  readonly letter: Letter
  readonly locale: string
  readonly marketplace: string
  readonly footer: Footer
  readonly scheme?: Scheme
}

/** The one layout of all mails: no picture, no script, nothing fetched from anywhere. Whatever it is given becomes text. */
export function layoutOf({ letter, locale, marketplace, footer, scheme }: Sheet): ReactElement {
  const { subject, blocks } = letter
  const look = lookOf(scheme)
  return element(
    Html,
    { lang: locale, dir: 'ltr' },
    element(
      Head,
      null,
      element('meta', { name: 'color-scheme', content: scheme ?? 'light dark' }),
      element('meta', { name: 'supported-color-schemes', content: scheme ?? 'light dark' }),
      element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      element('meta', { name: 'format-detection', content: 'telephone=no, date=no, address=no, email=no, url=no' }),
      element('title', null, subject),
      scheme === undefined ? element('style', null, SHEET) : null,
    ),
    element(
      Body,
      { className: 'm-page', style: look.page },
      element(
        Container,
        { className: 'm-card', style: look.card },
        element(Text, { className: 'm-soft', style: look.sender }, marketplace),
        element(Heading, { as: 'h1', className: 'm-ink', style: look.title }, subject),
        ...blocks.map((block, index) => element('div', { key: index }, blockOf(block, look))),
        element(Hr, { className: 'm-line', style: look.rule }),
        ...footer.lines.map((line, index) =>
          element(Text, { key: `f${index}`, className: 'm-soft', style: look.foot }, line),
        ),
        footer.stop === null
          ? null
          : element(
              Text,
              { className: 'm-soft', style: look.foot },
              element('a', { className: 'm-soft', href: footer.stop.href, style: look.link }, footer.stop.label),
            ),
      ),
    ),
  )
}

function blockOf(block: Block, look: ReturnType<typeof lookOf>): ReactElement {
  if (block.kind === 'text') return element(Text, { className: 'm-ink', style: look.text }, block.text)
  if (block.kind === 'button') {
    return element(
      Section,
      null,
      element(Button, { className: 'm-button', href: block.href, style: look.button }, block.label),
      element(Text, { className: 'm-soft', style: look.address }, block.href),
    )
  }
  return element(
    'table',
    { style: look.facts },
    element(
      'tbody',
      null,
      ...block.facts.map(({ label, value }, index) =>
        element(
          'tr',
          { key: index },
          element('th', { className: 'm-soft m-line', scope: 'row', style: look.label }, label),
          element('td', { className: 'm-ink m-line', style: look.value }, value),
        ),
      ),
    ),
  )
}
