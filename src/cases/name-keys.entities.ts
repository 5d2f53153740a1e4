import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/**
 * Under which words a person is found: each word of each of the names, romanised, with the consonants by which it sounds
 * (kernel/names/search-words.ts). Derived from the names, and written by whoever writes them.
 */
@Entity('person_name_keys')
@Index('ix_person_name_keys_sound', ['sound', 'word'])
@Index('ix_person_name_keys_person', ['personId'])
export class PersonNameKey {
  @PrimaryColumn({ type: 'varchar', length: 60 }) word: string;
  @PrimaryColumn({ type: 'varchar', length: 60 }) sound: string;
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @ForeignKey('persons', { name: 'fk_person_name_keys_person' })
  personId: string;
}
