/** The parts of two untyped packages that the tests compare with. */
declare module 'libsvm-js/asm.js' {
  class SVM {
    static readonly SVM_TYPES: Readonly<Record<'C_SVC', string>>
    static readonly KERNEL_TYPES: Readonly<Record<'LINEAR', string>>
    constructor(options: Readonly<Record<string, unknown>>)
    train(samples: readonly (readonly number[])[], labels: readonly number[]): void
    serializeModel(): string
    getSVIndices(): number[]
  }
  export = SVM
}

declare module 'ml-cart' {
  class Tree {
    constructor(options: Readonly<Record<string, unknown>>)
    train(samples: readonly (readonly number[])[], targets: readonly number[]): void
    predict(samples: readonly (readonly number[])[]): number[]
  }
  export const DecisionTreeRegression: typeof Tree
  export const DecisionTreeClassifier: typeof Tree
}
