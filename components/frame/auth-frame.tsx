import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

import { BrandMark } from "./brand.tsx";
import { LanguageSwitch, ThemeSwitch } from "./preference-bar.tsx";

interface AuthFrameProps {
  title: string;
  description?: ReactNode;
  /** Below the form: the other way in. */
  footer?: ReactNode;
  /** "wide" for the first-run wizard. */
  width?: "narrow" | "wide";
  children: ReactNode;
}

/** Pages of those who are not signed in yet: one column, language and theme at hand. */
export function AuthFrame({
  title,
  description,
  footer,
  width = "narrow",
  children,
}: AuthFrameProps) {
  const t = useTranslations("common");
  return (
    <div className="flex min-h-dvh flex-col bg-rail">
      <header className="flex flex-wrap items-center justify-between gap-3 px-4 py-3 sm:px-6">
        <p className="flex items-center gap-2 font-semibold">
          <BrandMark />
          {t("product")}
        </p>
        <div className="flex items-center gap-2">
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
      </header>
      <main className="flex flex-1 flex-col items-center px-4 pt-[min(8vh,5rem)] pb-12">
        <div className={width === "wide" ? "w-full max-w-xl" : "w-full max-w-sm"}>
          <h1 className="text-xl tracking-tight">{title}</h1>
          {description && <div className="mt-1.5 text-muted">{description}</div>}
          <div className="mt-6">{children}</div>
          {footer && <div className="mt-6 border-t border-line pt-4 text-muted">{footer}</div>}
        </div>
      </main>
    </div>
  );
}
