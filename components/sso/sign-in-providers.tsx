import { LogIn } from "lucide-react";
import { useTranslations } from "next-intl";
import { buttonStyle } from "#components/ui/button-style.ts";
import type { SignInProvider } from "#lib/sso/contract.ts";

interface SignInProvidersProps {
  providers: readonly SignInProvider[];
  /** Where to go afterwards: a path of this site. */
  next: string;
}

/** The other ways in: one link for each provider. Works without the page's code. */
export function SignInProviders({ providers, next }: SignInProvidersProps) {
  const t = useTranslations("sso");
  if (providers.length === 0) return null;
  return (
    <section aria-label={t("signIn.label")} className="mt-6 flex flex-col gap-2">
      <p className="mb-1 flex items-center gap-3 text-sm text-muted before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        {t("signIn.or")}
      </p>
      {providers.map(({ id, name }) => (
        // No Link: the way leads off this site, and must not be fetched ahead.
        <a
          key={id}
          href={`/api/v1/sso/${id}/start?${new URLSearchParams({ next }).toString()}`}
          className={buttonStyle("secondary", "lg")}
        >
          <LogIn aria-hidden className="size-4 shrink-0" />
          <span className="truncate">{t("signIn.with", { name })}</span>
        </a>
      ))}
    </section>
  );
}
