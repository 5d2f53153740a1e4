interface Props {
  person: { number: number; familyName: string; givenNames: string };
}

/** A name in whichever script it was written, in its own direction. */
export function PersonName({ person: { number, familyName, givenNames } }: Props) {
  return (
    <span>
      {number}. <bdi dir="auto">{[givenNames, familyName].filter(Boolean).join(' ')}</bdi>
    </span>
  );
}
