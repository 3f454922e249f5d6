"use client";

import { useQueryClient } from "@tanstack/react-query";
import {
  createContext,
  useContext,
  useEffect,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from "react";

import { endpointUrl } from "#lib/api-client/call.ts";
import { followProject } from "#lib/api-client/operations.ts";
import { connectWhileVisible, type Connection } from "./event-connection.ts";
import { projectKeys } from "./keys.ts";
import { ProjectFeed, type ProjectEvent } from "./project-feed.ts";
import { whenIdle } from "./when-idle.ts";

// A reload or a short break is not worth a word.
const LOST_MS = 3_000;
// Figures follow a burst of changes, not each of them.
const FIGURES_MS = 400;

const FeedContext = createContext<ProjectFeed | null>(null);

interface ProjectEventsProps {
  project: { id: string; slug: string; revision: number };
  children: ReactNode;
}

/** Follows a project for all of its pages, from the revision that was loaded on. */
export function ProjectEvents({ project, children }: ProjectEventsProps) {
  const [feed] = useState(
    () =>
      new ProjectFeed(
        (after) =>
          endpointUrl(followProject, {
            params: { projectId: project.id },
            query: { after },
          }),
        project.revision,
      ),
  );
  useEffect(() => whenIdle(() => connectWhileVisible(feed)), [feed]);
  useFreshFigures(feed, project.slug, project.revision);
  return <FeedContext value={feed}>{children}</FeedContext>;
}

/** Loads the project's figures again when something in it has changed. */
function useFreshFigures(feed: ProjectFeed, slug: string, revision: number): void {
  const client = useQueryClient();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = (): void => {
      timer = undefined;
      void client.invalidateQueries({ queryKey: projectKeys.detail(slug) });
      void client.invalidateQueries({ queryKey: projectKeys.overview(slug) });
    };
    const stop = feed.follow(
      revision,
      ({ action }: ProjectEvent) => {
        if (action.startsWith("project_member.")) {
          void client.invalidateQueries({ queryKey: projectKeys.members(slug) });
        }
        timer ??= setTimeout(refresh, FIGURES_MS);
      },
      refresh,
    );
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [client, feed, slug, revision]);
}

/** The feed of the project around the component. */
export function useProjectFeed(): ProjectFeed {
  const feed = useContext(FeedContext);
  if (!feed) throw new Error("There is no project around this component.");
  return feed;
}

/** Whether changes of others have not arrived for some seconds. */
export function useConnectionLost(): boolean {
  const feed = useProjectFeed();
  const connection = useSyncExternalStore<Connection>(
    feed.watchConnection,
    () => feed.connection,
    () => "connecting",
  );
  const [lost, setLost] = useState(false);
  useEffect(() => {
    const timer = setTimeout(
      () => setLost(connection === "lost"),
      connection === "lost" ? LOST_MS : 0,
    );
    return () => clearTimeout(timer);
  }, [connection]);
  return lost;
}
