// Methods of texts as functions. The engine keeps texts in a dozen forms, and where more than four of them come by, it
// looks a method up anew at every call, which takes longer than most methods do. A function is not looked up.

type Method<Arguments extends unknown[], Answer> = (this: string, ...given: Arguments) => Answer;

/** The method with its text as the first argument. */
function asFunction<Arguments extends unknown[], Answer>(
  method: Method<Arguments, Answer>,
): (text: string, ...given: Arguments) => Answer {
  return Function.prototype.call.bind(method) as (text: string, ...given: Arguments) => Answer;
}

export const startsWith = asFunction<[part: string, from?: number], boolean>(String.prototype.startsWith);
export const endsWith = asFunction<[part: string], boolean>(String.prototype.endsWith);
export const includes = asFunction<[part: string], boolean>(String.prototype.includes);
export const indexOf = asFunction<[part: string, from?: number], number>(String.prototype.indexOf);
export const slice = asFunction<[from: number, to?: number], string>(String.prototype.slice);
export const trim = asFunction<[], string>(String.prototype.trim);
