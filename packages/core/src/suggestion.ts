/** "did you mean …" for the known name that is closest to a name, and the known names. */
export function suggestion(name: string, known: readonly string[]): string {
  const misses = known.map((candidate) => ({
    candidate,
    letters: lettersOff(name.toLowerCase(), candidate.toLowerCase()),
  }));
  const [closest] = misses.sort((left, right) => left.letters - right.letters);
  const allowed = Math.min(3, Math.floor(name.length / 3));
  const list = known.length === 0 ? "no properties are allowed here" : `known are ${known.join(", ")}`;
  return closest === undefined || closest.letters > allowed ? list : `did you mean ${closest.candidate}? (${list})`;
}

/**
 * How many letters to add, drop or change (Levenshtein) until a name is the candidate or one letter more until it is
 * the candidate's beginning: names end in a unit (`thresholdAttempts`) that people leave out.
 */
function lettersOff(name: string, candidate: string): number {
  let row = Array.from({ length: candidate.length + 1 }, (_, index) => index);
  for (let i = 0; i < name.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < candidate.length; j++) {
      const change = (row[j] ?? 0) + (name[i] === candidate[j] ? 0 : 1);
      next.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return Math.min(row[candidate.length] ?? name.length, Math.min(...row) + 1);
}
