// C# types that an attribute makes a tool of, through a generator: `[McpTool("chart", Description = "…")] interface IChart`.
import type { Extraction } from '../../model/tool.ts';
import { type Around, constantOf, textOfConstant } from '../_declarations/constants.ts';
import { argumentOf, type ClassDecl, type Classes, markerNamed } from '../_declarations/declarations.ts';
import { annotationsOf } from './annotations.ts';

/** The tool of a type; its arguments are what the generator makes of the members, so they are not known. */
export function attributedType(cls: ClassDecl, classes: Classes): Extraction {
  const marker = cls.markers.find((each) => /^Mcp\w{0,20}Tool$/.test(each.name));
  const named = argumentOf(marker, 'Name') ?? argumentOf(marker, 'value');
  if (marker === undefined || named === undefined) return { tools: [], skips: [] };
  const around: Around = { classes, cls, path: cls.path, locals: new Map() };
  const place = { path: cls.path, line: cls.line };
  const name = textOfConstant(constantOf(named, around));
  if (name === undefined) {
    const detail = `The name of the tool that ${cls.name} makes is not constant.`;
    return { tools: [], skips: [{ reason: 'name-not-constant', place, detail }] };
  }
  const described =
    argumentOf(marker, 'Description') ?? argumentOf(markerNamed(cls.markers, 'Description'), 'value');
  const title = textOfConstant(constantOf(argumentOf(marker, 'Title'), around));
  const annotations = annotationsOf((key) => argumentOf(marker, key), title, around);
  return {
    tools: [
      {
        name,
        ...(title === undefined ? {} : { title }),
        description: textOfConstant(constantOf(described, around)) ?? '',
        inputSchema: { type: 'object', properties: {}, required: [] },
        ...(annotations === undefined ? {} : { annotations }),
        place,
        detector: 'csharp/type-attribute',
        confidence: 0.7,
        partial: true,
        dynamic: `made from the members of ${cls.name} when the program is built`,
      },
    ],
    skips: [],
  };
}
