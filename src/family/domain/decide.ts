import { decideAddMember } from './add-member.js';
import { decideDismissal } from './differences.js';
import type { Decided, Family, FamilyCommand, FamilyFacts } from './family.js';
import { decideLink, decideUnlink } from './links.js';
import { decideMerge } from './merge.js';
import { decideMarriage, decideSeparation } from './pairs.js';
import { decidePrincipal, decideSplit } from './split.js';

/**
 * What a change of a family would do: everything that is unmet, every effect on what other modules hold, and what is written of
 * the members. The preview shows it and the act carries it out: both ask this one function.
 * @param block the cases that travel together after a link, or still after an unlink
 */
export function decideFamily(command: FamilyCommand, facts: FamilyFacts, block: readonly Family[] = []): Decided {
  switch (command.verb) {
    case 'add_member':
      return decideAddMember(command, facts);
    case 'choose_principal':
      return decidePrincipal(command, facts);
    case 'record_marriage':
      return decideMarriage(command, facts);
    case 'record_separation':
      return decideSeparation(command, facts);
    case 'split':
      return decideSplit(command, facts);
    case 'merge':
      return decideMerge(command, facts);
    case 'link':
      return decideLink(facts, block);
    case 'unlink':
      return decideUnlink(facts, block);
    case 'dismiss_difference':
      return decideDismissal(command, facts);
  }
}
