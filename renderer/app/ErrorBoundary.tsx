import { Component, type ReactNode } from 'react';
import { Banner } from '../features/trouble/Banner';
import { texts } from '../texts/catalogue';

interface Props {
  readonly name: string;
  readonly children: ReactNode;
}

/** Our own mistake in one part of the window: that part says so, the others and the last view stay. */
export class ErrorBoundary extends Component<Props, { readonly error: Error | undefined }> {
  override state = { error: undefined };

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(error: unknown): void {
    console.error(`${this.props.name} could not be drawn:`, error);
  }

  override render() {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return <Fallen name={this.props.name} error={error} onAgain={() => this.setState({ error: undefined })} />;
  }
}

function Fallen({ name, error, onAgain }: { readonly name: string; readonly error: Error; readonly onAgain: () => void }) {
  return (
    <Banner state="broken" says={texts.frame.fallen(name, error.message)} remedy={texts.frame.fallenRemedy} testId="banner-fallen">
      <button type="button" className="hs-button" onClick={onAgain}>
        {texts.frame.drawAgain}
      </button>
    </Banner>
  );
}
