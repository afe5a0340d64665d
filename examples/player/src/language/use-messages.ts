import { createContext, useContext } from "react";
import type { Messages } from "./messages.ts";
import { english } from "./english.ts";

/** Gives the page's messages to its components. */
export const MessagesContext = createContext<Messages>(english);

/** The messages in the page's language. */
export const useMessages = (): Messages => useContext(MessagesContext);
