import { useLayoutEffect, useRef } from 'preact/hooks';
import { swipeOf } from '../../model/swipe.js';
import type { Attachment } from '../../protocol.js';
import { addressOf } from './address-of.js';

interface PictureStageProps {
  readonly picture: Attachment;
  readonly enlarged: boolean;
  readonly onEnlarge: () => void;
  readonly onStep: (step: number) => void;
  readonly onClose: () => void;
}

/** A picture in all the room there is, or larger, when one looks around in it. A finger turns to the next, or puts it away. */
export function PictureStage({ picture, enlarged, onEnlarge, onStep, onClose }: PictureStageProps) {
  const { id, name, width = 1, height = 1, preview } = picture;
  const stage = useRef<HTMLDivElement>(null);
  /** What of the picture is looked at, as parts of its sides. */
  const point = useRef({ x: 0.5, y: 0.5 });
  const finger = useRef<{ x: number; y: number } | undefined>(undefined);

  useLayoutEffect(() => {
    const view = stage.current!;
    const image = view.querySelector('img')!;
    image.style.width = '';
    if (enlarged) image.style.width = `${Math.max(width, 2 * image.clientWidth)}px`;
    view.scrollTo(
      point.current.x * image.clientWidth - view.clientWidth / 2,
      point.current.y * image.clientHeight - view.clientHeight / 2,
    );
    point.current = { x: 0.5, y: 0.5 };
  }, [enlarged, id]);

  return (
    <div
      ref={stage}
      class="picture-stage"
      data-enlarged={enlarged}
      onPointerDown={({ pointerType, isPrimary, clientX: x, clientY: y }) => {
        finger.current = pointerType === 'touch' && isPrimary && !enlarged ? { x, y } : undefined;
      }}
      onPointerUp={({ clientX, clientY }) => {
        const from = finger.current;
        finger.current = undefined;
        // Where the page itself was made larger, fingers move that.
        if (!from || (visualViewport?.scale ?? 1) > 1) return;
        const swipe = swipeOf(clientX - from.x, clientY - from.y);
        if (swipe === 'down') onClose();
        else if (swipe) onStep(swipe === 'left' ? 1 : -1);
      }}
      onPointerCancel={() => (finger.current = undefined)}
    >
      {/* What the timeline showed stands in until the whole is there. */}
      <img
        key={id}
        src={addressOf(picture, 'whole')}
        width={width}
        height={height}
        alt={name}
        draggable={false}
        style={preview && { backgroundImage: `url(${addressOf(picture, 'preview')})` }}
        onClick={({ currentTarget, offsetX, offsetY }) => {
          point.current = { x: offsetX / currentTarget.clientWidth, y: offsetY / currentTarget.clientHeight };
          onEnlarge();
        }}
      />
    </div>
  );
}
