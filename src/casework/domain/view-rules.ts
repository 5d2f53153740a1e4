import type { Unmet } from '../../kernel/index.js';

/** What is asked of a kept view, as far as sharing goes. */
export interface SharedView {
  readonly sharedWith: 'nobody' | 'role' | 'everyone';
  readonly role: string | null;
  readonly text: string | undefined;
}

/** Why the view cannot be shared so; empty when it can. A name or number of a person stays with whoever looks for it. Pure. */
export const unmetForSharing = ({ sharedWith, role, text }: SharedView): Unmet[] => [
  ...(sharedWith !== 'nobody' && text !== undefined
    ? [
        {
          code: 'textInSharedView',
          detail: 'A view that looks for a name or a number stays with its owner: take the text out to share it.',
          source: 'Utlänningsdatalagen (2016:27) 16 §',
        },
      ]
    : []),
  ...((sharedWith === 'role') !== (role !== null)
    ? [
        {
          code: 'roleOfSharedView',
          detail: 'A view that is shared with a role names the role, and no other view does.',
          source: 'ui.md 6',
        },
      ]
    : []),
];
