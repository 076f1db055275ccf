/** One step of a property path: `a`, `["b.c"]`, `['d']`, `[0]`, `[*]`. */
const STEP = /\["((?:[^"\\]|\\.)*)"\]|\['([^']*)'\]|\[([^\]]*)\]|([^.[\]]+)/g;

/** The steps of a path in the forms that Pulumi's `ignoreChanges` takes. */
export function pathSteps(path: string): string[] {
  return [...path.matchAll(STEP)].map(
    ([, quoted, single, index, plain]) => quoted?.replace(/\\(.)/g, "$1") ?? single ?? index ?? plain ?? "",
  );
}

/** Whether a path, or a map around it, stands in the resource's `ignoreChanges`; `*` there is any one step. */
export function isIgnored(path: readonly string[], ignored: readonly string[]): boolean {
  return ignored.some((pattern) => {
    const steps = pathSteps(pattern);
    return steps.length <= path.length && steps.every((step, index) => step === "*" || step === path[index]);
  });
}
