import { Component, h, type ComponentChild, type ComponentType } from 'preact';

/** Draws the component again only when one of its props is another. */
export function memo<P extends object>(draw: (props: P) => ComponentChild): ComponentType<P> {
  return class extends Component<P> {
    override shouldComponentUpdate(next: P): boolean {
      const keys = Object.keys(next) as (keyof P)[];
      return (
        keys.length !== Object.keys(this.props).length ||
        keys.some((key) => next[key] !== (this.props as P)[key])
      );
    }

    override render(props: P): ComponentChild {
      return h(draw, props as P & object);
    }
  };
}
