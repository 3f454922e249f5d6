import { NotFoundView } from "#components/frame/not-found-view.tsx";

/** Inside the frame, so that the way to other pages stays open. */
export default function NotFound() {
  return <NotFoundView />;
}
