import type { Topic } from "./topic.js";

const localisation: Topic = {
  language: "en",
  opening: [
    "H {A}, tell us about localisation. Are we ready for {market}?",
    "A Almost. The interface is {most} percent translated, and the help pages are with the agency. We still have {count} strings that nobody understands out of context.",
  ],
  exchanges: [
    [
      "B What do you mean by out of context?",
      "A There is a string that just says open. Is it a verb on a button or the state of a ticket? In most languages those are two different words.",
      "B We could add a comment to each one for the translators.",
      "A That would help a lot. Screenshots would help even more.",
      "B I can generate screenshots from the interface tests. Give me until {day}.",
    ],
    [
      "C Do we handle plurals properly by now?",
      "A In the app, yes. In the emails we still glue a number in front of a word, which is wrong in Polish and in Russian and looks silly in English when the number is one.",
      "C One new messages. I have seen that.",
      "A Everybody has seen that.",
      "H Let's fix the emails before we start with {market}.",
    ],
    [
      "B Dates are a mess too. {customer} thought that the renewal was in April, and it was in March.",
      "A Because we print the month as a number. I would spell it out everywhere, then there is nothing to misread.",
      "B Does it fit into the table?",
      "A With the short form it does. I tried it with the longest language we have.",
    ],
    [
      "H Who checks the translations at the end? I don't want to find out from a customer.",
      "A Two native speakers read every screen. In {market} it is a colleague from sales and one friendly customer.",
      "C Are we paying the friendly customer?",
      "A With a free month. They seemed happy about it.",
    ],
    [
      "C What about speech recognition? People in one meeting switch between languages all the time, as we do here.",
      "A It works better than I expected. It loses a word or two at the point where the language changes, and product names are still a problem.",
      "C Could customers upload a list of their own names?",
      "A That is the plan. A simple text file, one name on each line.",
      "H I like that. It is easy to explain.",
    ],
  ],
  closing: [
    "H Okay, so emails and dates first, and then we decide about {market} by {day}. Thanks, {A}.",
    "A Thank you. I will share the list of strings in the channel.",
  ],
};

const partners: Topic = {
  language: "en",
  opening: [
    "H Partner integration is next. {A}, how did the call with {customer} go?",
    "A Better than I feared. They want to read transcripts through the interface instead of downloading files, and they would like to start by {day}.",
  ],
  exchanges: [
    [
      "B How much data are we talking about?",
      "A Around {count} meetings a day, most of them under an hour. A few are whole-day workshops, and those are the ones that hurt.",
      "B They should read those page by page then.",
      "A They do. But they ask for the first page again every time, because they don't keep the cursor.",
      "H Let's show them how. A short example is worth more than ten pages of reference.",
    ],
    [
      "C Do they know about the rate limit?",
      "A They found out about it the hard way. Their script made {count} calls in a second and was shut out at once.",
      "C What did they say?",
      "A They were polite about it, and asked for a clearer message. Right now it looks like a permission problem.",
      "C That is fair. I would have been confused too.",
    ],
    [
      "B Is there a test environment that they can use without real recordings?",
      "A There is one with invented meetings. It also fails on purpose, so that they can try out what happens.",
      "B Nice. Does it need an account?",
      "A No, any demo token will do.",
    ],
    [
      "H What do we get out of this, apart from the work?",
      "A They bring us into {few} large accounts that we would never reach ourselves. If only one of them signs, it has paid for itself.",
      "C And we keep the interface for other partners, don't we?",
      "A Yes, nothing in it is special to them. I made sure of that.",
    ],
    [
      "C They asked whether the format is going to change.",
      "A I told them that we add fields but never remove one without a year of notice.",
      "C Is that written down anywhere?",
      "A Not yet. I can draft a page about it if {B} checks the wording.",
      "B Happy to.",
    ],
  ],
  closing: [
    "H Then let's go ahead. {A} sends them the example, and we look at the first real traffic together by {day}.",
    "A Perfect.",
  ],
};

const support: Topic = {
  language: "en",
  opening: [
    "H Let's look at the support rota. {A}, I hear that last month was rough.",
    "A It was. We had {count} tickets more than usual, and two people were off sick. The first answer took {few} hours on average, which is too long.",
  ],
  exchanges: [
    [
      "B What were most of the tickets about?",
      "A About a third were about {feature}, and most of those came down to the same missing permission.",
      "B Then the error message should say which permission it is.",
      "A Yes, please. I have been asking for that since spring.",
      "B I will do it this week. It is a small change.",
    ],
    [
      "C Could we start a bit later on Mondays? Nobody is online at seven.",
      "A Nobody in Lisbon. In Hangzhou it is the middle of the afternoon, and that is when they write to us.",
      "C Right, I always forget that.",
      "A What we could do is let Hangzhou take the early shift and hand over at lunch.",
      "H I like it. Please try it for a month.",
    ],
    [
      "B How good are the answers that people find on their own?",
      "A Some are excellent. Others describe a screen that we removed two years ago.",
      "B Can we see which pages are read the most?",
      "A Yes, and the top {few} pages get half of all visits. If we only kept those up to date, it would already make a difference.",
    ],
    [
      "H Is anybody close to burning out? Please be honest.",
      "A I would not go that far, but the weekend shifts are hard. It is always the same {few} people.",
      "C I can take a weekend. I don't mind, as long as I know two weeks ahead.",
      "A Thank you, that really helps.",
      "H And whoever works on a weekend takes a day off in the week after. No exceptions.",
    ],
    [
      "C How do we hand over an open ticket at the end of a shift?",
      "A In theory there is a note in each ticket. In practice we call each other.",
      "C A call is fine, but the next person should not have to read forty messages first.",
      "A Agreed. Three lines are enough: what the customer wants, what we tried, and what happens next.",
    ],
  ],
  closing: [
    "H Good. New rota from Monday, and {A} reports back by {day}.",
    "A Okay. Thank you all for volunteering, I did not expect that.",
  ],
};

/** English phrases about the market: localisation, partners, customer support. */
export const MARKET_TOPICS: readonly Topic[] = [localisation, partners, support];
