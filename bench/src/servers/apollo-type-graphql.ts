// Apollo Server as it comes, over a type-graphql schema as a team would write it: classes for the types, field resolvers for
// the connections, the REST response mapped to instances.
import "reflect-metadata";
import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import { Arg, buildSchema, Ctx, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root } from "type-graphql";
import type { JsonParagraph, JsonSentence, JsonWord } from "../page.mjs";
import { fetchPageText } from "./fetch-page.mjs";

interface Context {
  readonly token: string | undefined;
}

/** The edges are created when they are selected. */
class Connection<N> {
  constructor(readonly nodes: N[]) {}

  get edges(): { cursor: string; node: N }[] {
    return this.nodes.map((node, index) => ({ cursor: toCursor(index), node }));
  }
}

const toCursor = (index: number): string => Buffer.from(`offset:${index}`).toString("base64url");

@ObjectType()
class Word {
  @Field(() => String)
  readonly text: string;

  @Field(() => Int)
  readonly startTime: number;

  @Field(() => Int)
  readonly endTime: number;

  constructor({ word, startTime, endTime }: JsonWord) {
    this.text = word;
    this.startTime = startTime;
    this.endTime = endTime;
  }
}

@ObjectType()
class WordEdge {
  @Field(() => String)
  readonly cursor!: string;

  @Field(() => Word)
  readonly node!: Word;
}

@ObjectType()
class WordConnection {
  @Field(() => [WordEdge])
  readonly edges!: WordEdge[];

  @Field(() => [Word])
  readonly nodes!: Word[];
}

@ObjectType()
class Sentence {
  @Field(() => String)
  readonly text: string;

  @Field(() => Int)
  readonly startTime: number;

  @Field(() => Int)
  readonly endTime: number;

  readonly wordList: Word[];

  constructor({ sentence, startTime, endTime, wordList }: JsonSentence) {
    this.text = sentence;
    this.startTime = startTime;
    this.endTime = endTime;
    this.wordList = wordList.map((word) => new Word(word));
  }
}

@ObjectType()
class SentenceEdge {
  @Field(() => String)
  readonly cursor!: string;

  @Field(() => Sentence)
  readonly node!: Sentence;
}

@ObjectType()
class SentenceConnection {
  @Field(() => [SentenceEdge])
  readonly edges!: SentenceEdge[];

  @Field(() => [Sentence])
  readonly nodes!: Sentence[];
}

@ObjectType()
class Paragraph {
  @Field(() => ID, { nullable: true })
  readonly recordId: string;

  @Field(() => String)
  readonly text: string;

  @Field(() => String, { nullable: true })
  readonly speakerName: string | null;

  readonly sentenceList: Sentence[];

  constructor({ recordId, paragraph, nickName, sentenceList }: JsonParagraph) {
    this.recordId = recordId;
    this.text = paragraph;
    this.speakerName = nickName;
    this.sentenceList = sentenceList.map((sentence) => new Sentence(sentence));
  }
}

@ObjectType()
class ParagraphEdge {
  @Field(() => String)
  readonly cursor!: string;

  @Field(() => Paragraph)
  readonly node!: Paragraph;
}

@ObjectType()
class ParagraphConnection {
  @Field(() => [ParagraphEdge])
  readonly edges!: ParagraphEdge[];

  @Field(() => [Paragraph])
  readonly nodes!: Paragraph[];
}

@ObjectType()
class Conference {
  @Field(() => ID)
  readonly conferenceId: string;

  constructor(conferenceId: string) {
    this.conferenceId = conferenceId;
  }
}

@Resolver(() => Conference)
class ConferenceResolver {
  @Query(() => Conference)
  conference(@Arg("conferenceId", () => ID) conferenceId: string): Conference {
    return new Conference(conferenceId);
  }

  @FieldResolver(() => ParagraphConnection)
  async paragraphs(
    @Root() { conferenceId }: Conference,
    @Arg("first", () => Int, { defaultValue: 50 }) first: number,
    @Ctx() { token }: Context,
  ): Promise<Connection<Paragraph>> {
    const page = JSON.parse(await fetchPageText(conferenceId, first, token)) as { paragraphList: JsonParagraph[] };
    return new Connection(page.paragraphList.map((paragraph) => new Paragraph(paragraph)));
  }
}

@Resolver(() => Paragraph)
class ParagraphResolver {
  @FieldResolver(() => SentenceConnection)
  sentences(@Root() { sentenceList }: Paragraph): Connection<Sentence> {
    return new Connection(sentenceList);
  }
}

@Resolver(() => Sentence)
class SentenceResolver {
  @FieldResolver(() => WordConnection)
  words(@Root() { wordList }: Sentence): Connection<Word> {
    return new Connection(wordList);
  }
}

const schema = await buildSchema({
  resolvers: [ConferenceResolver, ParagraphResolver, SentenceResolver],
  validate: false,
});
await startStandaloneServer(new ApolloServer<Context>({ schema }), {
  listen: { host: "127.0.0.1", port: Number(process.env["PORT"]) },
  context: async ({ req }) => ({ token: req.headers["x-acs-dingtalk-access-token"]?.toString() }),
});
