import type { Request } from 'express';
import { HttpException } from '@nestjs/common';

/** Picks one of the offered media types by Accept; the first when Accept says nothing. Throws 406 when none fits. */
export function mediaTypeFor<Type extends string>(request: Request, offered: readonly [Type, ...Type[]]): Type {
  const chosen = request.accepts([...offered]);
  if (!chosen) throw new HttpException(`This is available as ${offered.join(', ')}.`, 406);
  return chosen as Type;
}
