import type { Topic } from "./topic.js";

const incident: Topic = {
  language: "en",
  opening: [
    "H <Let's switch to English|Next in English> for the incident review. {A}, could you walk us through the timeline?",
    "A Sure. The first alert came in at nine forty, and we were fully recovered after {count} minutes. About {percent} percent of the requests to {feature} failed in that time. Nothing was lost, but people noticed.",
  ],
  exchanges: [
    [
      "B What was the actual cause? I have heard three different stories.",
      "A A certificate on an internal load balancer expired. It was renewed automatically, but the process that reads it was never restarted.",
      "B So the renewal job reported success the whole time?",
      "A Exactly. It checked that the file was new, not that anyone was using it.",
      "H That is a good lesson. Let's check the thing that users see, not the thing that is easy to check.",
    ],
    [
      "C How long did it take before somebody looked at the alert?",
      "A {few} minutes. That part went well. What cost us time was finding the right dashboard, because there are {few} of them with almost the same name.",
      "C I can clean those up. Half of them have been broken since last year anyway.",
      "A Please do, and put the link in the runbook.",
    ],
    [
      "B Did we tell customers early enough?",
      "A Honestly, no. The status page was updated twenty minutes in, and {customer} had already called us by then.",
      "B Who is allowed to update it?",
      "A At the moment only two people, and both of them were busy fixing the problem.",
      "H Then that is the first thing to change. Everyone on call should be able to post a short notice.",
    ],
    [
      "C Is there a chance that it happens again next month?",
      "A Not with this certificate. There are {count} others, though, and I have only checked about half of them.",
      "C Do you need help with the rest?",
      "A Yes, if somebody from {team} has an afternoon. It is dull work, but it is not difficult.",
      "C I will ask around.",
    ],
    [
      "H I want to be clear that this is not about blame. What would have made it easier for the person on call?",
      "A A rollback button that works for configuration as well as for code. We were editing a file by hand over a slow connection.",
      "B We have that for the web servers. I don't see why we can't use it there too.",
      "A It needs a bit of plumbing, maybe {few} days.",
      "H Okay, put it on the list and give it a high priority.",
    ],
  ],
  closing: [
    "H Thank you, {A}, that was very clear. Please publish the report by {day}, with an owner for every action.",
    "A Will do.",
  ],
};

const performance: Topic = {
  language: "en",
  opening: [
    "H Let's talk about performance. {A}, you promised us some graphs.",
    "A I did. This is the response time of {feature} over the last month. The median is fine, but look at the slowest one percent. It has grown by {percent} percent.",
  ],
  exchanges: [
    [
      "B Is that the database again?",
      "A Partly. One query reads every row of a meeting just to count them. It was harmless when meetings were short.",
      "B We could keep the count next to the meeting and update it as we go.",
      "A That is what I would do. The alternative is a cache, and then we have to think about when it goes stale.",
      "H Keep it simple. No cache unless we really need one.",
    ],
    [
      "C I tried it on a slow phone on the train yesterday. It was not a nice experience.",
      "A What did you see?",
      "C A white screen for about {few} seconds, and then everything jumped around while the images came in.",
      "A The jumping is easy, we just have to reserve the space. For the white screen we need to send less code at the start.",
      "C How much less?",
      "A I think we can cut it by {percent} percent without anyone missing anything.",
    ],
    [
      "B How do you measure this? Your numbers are better than what I see in production.",
      "A I replay {count} real sessions against a copy of the system, three times, and take the middle result.",
      "B Does the copy have the same amount of data?",
      "A Good question. No, it has about a tenth. That could explain the difference.",
      "H Then let's fix the test first and trust the numbers afterwards.",
    ],
    [
      "H What happens if twice as many people join on a Monday morning?",
      "A The web servers are fine, they scale on their own. The queue is what I worry about, because there is only one consumer.",
      "C Can we simply run two?",
      "A Not yet. The messages of one meeting have to stay in order, so we would need to split them by meeting first.",
      "H Please write that down as a proposal. One page is enough.",
    ],
    [
      "C Should we set a budget for page weight, so that it doesn't creep up again?",
      "A Yes, and the build should fail when we go over it. A wiki page that nobody reads is not a budget.",
      "B I would start with a warning for {few} weeks, so that nobody is surprised.",
      "A Fair enough. Warning first, then an error.",
    ],
  ],
  closing: [
    "H So the plan is the counting query first, then the start-up code. Can we see the graphs again by {day}?",
    "A Yes, I will bring new ones.",
  ],
};

const security: Topic = {
  language: "en",
  opening: [
    "H Next is the security review. {A}, how bad is it?",
    "A Not bad at all, actually. The auditors raised {count} points, and only {few} of them are serious. The rest are about documentation.",
  ],
  exchanges: [
    [
      "B Which one worries you most?",
      "A Access tokens in log files. They were only in the debug logs, but still, they should never be written anywhere.",
      "B Do we know who could read those logs?",
      "A Everyone in {team}, so around fifteen people. We have deleted the files and every token in them has expired.",
      "H And how do we make sure that it never comes back?",
      "A There is a test now that sends a known token through the whole system and then searches every log line for it.",
    ],
    [
      "C They also asked about people who leave the company. How quickly do they lose access?",
      "A Within the hour for anything behind the single sign-on. The exceptions are {few} old tools with passwords of their own.",
      "C Can we retire those tools?",
      "A One of them, yes. For the others I would like to put a proxy in front.",
    ],
    [
      "B Do we have to rotate the keys for {customer} as well?",
      "A Yes, and they know about it. We agreed on a window when both keys are valid, so nothing should break.",
      "B How long is that window?",
      "A Two weeks. That is longer than I wanted, but their release process is slow.",
    ],
    [
      "H What about the dependencies? The report says that some of them are out of date.",
      "A Most of those are build tools that never reach production. There was one library with a real problem, and we updated it the same day.",
      "C Could we get a weekly update by a bot instead of one big one each quarter?",
      "A I am in favour. Small updates are boring, and boring is exactly what I want.",
    ],
    [
      "C I have a question about recordings. Who can listen to them?",
      "A Only the people who were in the meeting, and whoever the host shares them with. The auditors tried quite hard to get around that and could not.",
      "C And we don't keep them for ever, do we?",
      "A Ninety days unless the customer asks for something else.",
      "H Let's put that on the website, people ask about it all the time.",
    ],
  ],
  closing: [
    "H Good work, everyone. I would like the serious points closed by {day}, and the paperwork by the end of the quarter.",
    "A That is realistic.",
  ],
};

/** English phrases about engineering: incidents, performance, security. */
export const ENGINEERING_TOPICS: readonly Topic[] = [incident, performance, security];
