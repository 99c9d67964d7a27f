<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>catalogue</name>
        <message>
            <source>(224 - 11) / 4 + 1 is no whole number; the paper's 55 × 55 maps follow from 227 without padding, or from 224 with 2.</source>
            <translation>(224 - 11) / 4 + 1 不是整数；论文中 55 × 55 的特征图来自不加填充的 227，或填充为 2 的 224。</translation>
        </message>
        <message>
            <source>+0.1 % (81.4 to 81.5)</source>
            <translation>+0.1 %（从 81.4 到 81.5）</translation>
        </message>
        <message>
            <source>1 throughout</source>
            <translation>处处为 1</translation>
        </message>
        <message>
            <source>1.2 million</source>
            <translation>120 万</translation>
        </message>
        <message>
            <source>11,008 parameters more than VGG-19; the biases of the convolutions stay, though batch norm makes them idle.</source>
            <translation>比 VGG-19 多 11,008 个参数；卷积的偏置仍保留，尽管批归一化使其不起作用。</translation>
        </message>
        <message>
            <source>11.2 % is Clarifai, the winner of 2013, with further training data.</source>
            <translation>11.2 % 属于 2013 年的冠军 Clarifai，且用了额外训练数据。</translation>
        </message>
        <message>
            <source>11.7 % is Clarifai without further training data.</source>
            <translation>11.7 % 属于未用额外训练数据的 Clarifai。</translation>
        </message>
        <message>
            <source>12 times less</source>
            <translation>少 12 倍</translation>
        </message>
        <message>
            <source>128 in the grouped convolutions of the first stage, outputs 256 to 2048</source>
            <translation>第一阶段的分组卷积为 128，输出为 256 至 2048</translation>
        </message>
        <message>
            <source>14.8 % (test, six networks), 16.1 % (test, one network)</source>
            <translation>14.8 %（测试集，六个网络），16.1 %（测试集，一个网络）</translation>
        </message>
        <message>
            <source>15.3 % (test, seven networks, further training data)</source>
            <translation>15.3 %（测试集，七个网络，用了额外训练数据）</translation>
        </message>
        <message>
            <source>150,000 were those of 2010 only.</source>
            <translation>150,000 只是 2010 年的数字。</translation>
        </message>
        <message>
            <source>16 MBConv blocks in seven stages of 1, 2, 2, 3, 3, 4 and 1, ending with 320 channels</source>
            <translation>七个阶段共 16 个 MBConv 块，各阶段依次为 1、2、2、3、3、4 和 1 个，最后输出 320 个通道</translation>
        </message>
        <message>
            <source>16.4 % are five networks without further data, 15.4 % the seven on the validation set; one network alone has 18.2 % there.</source>
            <translation>16.4 % 是未用额外数据的五个网络，15.4 % 是七个网络在验证集上的结果；单个网络在验证集上为 18.2 %。</translation>
        </message>
        <message>
            <source>1×1 up, 7×7, 1×1 down</source>
            <translation>1×1 升维、7×7、1×1 降维</translation>
        </message>
        <message>
            <source>1×1, grouped 3×3, 1×1 in a row, then the addition</source>
            <translation>依次为 1×1、分组 3×3、1×1，然后相加</translation>
        </message>
        <message>
            <source>2 in the stem and in four of the 13 depthwise layers, 1 elsewhere</source>
            <translation>stem 以及 13 个深度卷积层中的四层为 2，其余为 1</translation>
        </message>
        <message>
            <source>2.35 times fewer multiply-accumulates than 1.0.</source>
            <translation>1.0 的乘加运算次数是它的 2.35 倍。</translation>
        </message>
        <message>
            <source>2013's contest was won by Clarifai with related networks, not by this one.</source>
            <translation>2013 年的竞赛由 Clarifai 以相近的网络夺冠，而非此网络。</translation>
        </message>
        <message>
            <source>25.8 % under the name AlexNet</source>
            <translation>以 AlexNet 为名的 25.8 %</translation>
        </message>
        <message>
            <source>27.56 M is SE-ResNeXt-50 32×4d.</source>
            <translation>27.56 M 属于 SE-ResNeXt-50 32×4d。</translation>
        </message>
        <message>
            <source>28.2 % under the name AlexNet</source>
            <translation>以 AlexNet 为名的 28.2 %</translation>
        </message>
        <message>
            <source>28.6 M parameters in the smallest published variant</source>
            <translation>已发表的最小变体有 28.6 M 个参数</translation>
        </message>
        <message>
            <source>29 M in the paper's table, 28 M in the repository.</source>
            <translation>论文的表中为 29 M，代码库中为 28 M。</translation>
        </message>
        <message>
            <source>3-4-6-3 is ResNet-50; such a ConvNeXt would have 25,289,416 parameters and 3.99 G multiply-accumulates.</source>
            <translation>3-4-6-3 是 ResNet-50；这样的 ConvNeXt 会有 25,289,416 个参数和 3.99 G 次乘加运算。</translation>
        </message>
        <message>
            <source>3.4 billion</source>
            <translation>34 亿</translation>
        </message>
        <message>
            <source>31, 29, 27 and 13 by stage; from 3×3 to these ImageNet gains about one point</source>
            <translation>各阶段为 31、29、27 和 13；从 3×3 换成这些，ImageNet 上约提高一个百分点</translation>
        </message>
        <message>
            <source>31×31 is best</source>
            <translation>31×31 最好</translation>
        </message>
        <message>
            <source>32 paths of 4 channels in the first stage, so a grouped 3×3 of 128 channels there and 1024 in the last; parameters and cost are ResNet-50's on purpose.</source>
            <translation>第一阶段有 32 条路径、每条 4 个通道，因此分组 3×3 卷积在该阶段有 128 个通道，到最后阶段有 1024 个；参数量与开销有意与 ResNet-50 相同。</translation>
        </message>
        <message>
            <source>340,908 connections; the 840 fixed components of the output layer are neither trained nor counted.</source>
            <translation>共 340,908 个连接；输出层的 840 个固定分量既不训练，也不计入。</translation>
        </message>
        <message>
            <source>38 M multiply-accumulates</source>
            <translation>38 M 次乘加运算</translation>
        </message>
        <message>
            <source>3×3 or 5×5 by the stage</source>
            <translation>3×3 或 5×5，视阶段而定</translation>
        </message>
        <message>
            <source>4 is the width of one of the 32 paths.</source>
            <translation>4 是 32 条路径中每一条的宽度。</translation>
        </message>
        <message>
            <source>40 % before the classifier, 70 % in the auxiliary heads</source>
            <translation>分类器前为 40 %，辅助头中为 70 %</translation>
        </message>
        <message>
            <source>40,469,760 with the classifier, 39,701,760 without</source>
            <translation>含分类器 40,469,760，不含为 39,701,760</translation>
        </message>
        <message>
            <source>49/9 = 5.44 times for the depthwise layers, 2 % for the network</source>
            <translation>深度卷积层为 49/9 = 5.44 倍，整个网络只多 2 %</translation>
        </message>
        <message>
            <source>49·C·H·W depthwise, 49·C_in·C_out·H·W dense</source>
            <translation>深度卷积 49·C·H·W，普通卷积 49·C_in·C_out·H·W</translation>
        </message>
        <message>
            <source>4×4 max pool</source>
            <translation>4×4 最大池化</translation>
        </message>
        <message>
            <source>5,504 parameters more than VGG-11; the biases of the convolutions stay, though batch norm makes them idle.</source>
            <translation>比 VGG-11 多 5,504 个参数；卷积的偏置仍保留，尽管批归一化使其不起作用。</translation>
        </message>
        <message>
            <source>5,888 parameters more than VGG-13; the biases of the convolutions stay, though batch norm makes them idle.</source>
            <translation>比 VGG-13 多 5,888 个参数；卷积的偏置仍保留，尽管批归一化使其不起作用。</translation>
        </message>
        <message>
            <source>5.4 times the cost</source>
            <translation>5.4 倍的开销</translation>
        </message>
        <message>
            <source>56,510,400 and 2,542,856</source>
            <translation>56,510,400 和 2,542,856</translation>
        </message>
        <message>
            <source>64 paths of 4 channels.</source>
            <translation>64 条路径，每条 4 个通道。</translation>
        </message>
        <message>
            <source>64 to 512</source>
            <translation>64 至 512</translation>
        </message>
        <message>
            <source>64 to 512 are the inner widths of the bottlenecks; the stages put out four times as many.</source>
            <translation>64 至 512 是瓶颈块的内部宽度；各阶段的输出是其四倍。</translation>
        </message>
        <message>
            <source>66 M multiply-accumulates, 2.9 M parameters</source>
            <translation>66 M 次乘加运算，2.9 M 个参数</translation>
        </message>
        <message>
            <source>76.13 % (torchvision's first weights), 76.1 % (Xie et al.), 75.3 % (v1)</source>
            <translation>76.13 %（torchvision 的首版权重），76.1 % (Xie et al.)，75.3 % (v1)</translation>
        </message>
        <message>
            <source>77.8 % (paper), 77.618 % (torchvision's first weights)</source>
            <translation>77.8 %（论文），77.618 %（torchvision 的首版权重）</translation>
        </message>
        <message>
            <source>78.8 % is ResNeXt-101 32×4d.</source>
            <translation>78.8 % 属于 ResNeXt-101 32×4d。</translation>
        </message>
        <message>
            <source>79.312 % and 82.834 % (torchvision's two sets of weights)</source>
            <translation>79.312 % 和 82.834 %（torchvision 的两套权重）</translation>
        </message>
        <message>
            <source>7×7 against 3×3</source>
            <translation>7×7 与 3×3 相比</translation>
        </message>
        <message>
            <source>7×7 convolution</source>
            <translation>7×7 卷积</translation>
        </message>
        <message>
            <source>7×7 convolution, stride 2, then 3×3 max pool, stride 2</source>
            <translation>步幅 2 的 7×7 卷积，然后是步幅 2 的 3×3 最大池化</translation>
        </message>
        <message>
            <source>7×7 is the first layer of ZFNet.</source>
            <translation>7×7 是 ZFNet 的第一层。</translation>
        </message>
        <message>
            <source>7×7 or larger is better</source>
            <translation>7×7 或更大更好</translation>
        </message>
        <message>
            <source>7×7, 1×1 up, 1×1 down</source>
            <translation>7×7、1×1 升维、1×1 降维</translation>
        </message>
        <message>
            <source>8,448 parameters more than VGG-16; the biases of the convolutions stay, though batch norm makes them idle.</source>
            <translation>比 VGG-16 多 8,448 个参数；卷积的偏置仍保留，尽管批归一化使其不起作用。</translation>
        </message>
        <message>
            <source>80.9 % is ResNeXt-101 64×4d tested at 320 pixels.</source>
            <translation>80.9 % 是 ResNeXt-101 64×4d 以 320 像素测试的结果。</translation>
        </message>
        <message>
            <source>83.1 % is ConvNeXt-S.</source>
            <translation>83.1 % 属于 ConvNeXt-S。</translation>
        </message>
        <message>
            <source>83.5 % at 224 pixels</source>
            <translation>224 像素下为 83.5 %</translation>
        </message>
        <message>
            <source>83.5 % at 224 pixels (84.5 % at 384)</source>
            <translation>224 像素下为 83.5 %（384 像素下为 84.5 %）</translation>
        </message>
        <message>
            <source>83.5 % at 224 pixels, 84.5 % at 384</source>
            <translation>224 像素下为 83.5 %，384 像素下为 84.5 %</translation>
        </message>
        <message>
            <source>84.8 % is at 384 pixels, quoted beside figures of 224.</source>
            <translation>84.8 % 是 384 像素下的结果，却与 224 像素的数字并列引用。</translation>
        </message>
        <message>
            <source>9,408 weights and 64 biases</source>
            <translation>9,408 个权重和 64 个偏置</translation>
        </message>
        <message>
            <source>A ReLU also follows the last convolution.</source>
            <translation>最后一个卷积之后也有 ReLU。</translation>
        </message>
        <message>
            <source>A ResNet-50 turned step by step into what a Swin transformer looks like, 7×7 depthwise convolutions in place of attention: convolutions alone keep up.</source>
            <translation>把 ResNet-50 一步步改成 Swin Transformer 的样子，以 7×7 深度卷积代替注意力：仅凭卷积也不落下风。</translation>
        </message>
        <message>
            <source>A common teaching form, not the paper's network: conv2 has stride 1 and padding 2, pools round down, nothing is normalised.</source>
            <translation>常见的教学形式，并非论文的网络：conv2 步幅为 1、填充为 2，池化向下取整，没有任何归一化。</translation>
        </message>
        <message>
            <source>A common teaching form: no groups (1.4 million weights more), no local response normalisation, conv1 padded by 2 so that 224 pixels give 55 × 55.</source>
            <translation>常见的教学形式：不分组（多 140 万个权重），没有局部响应归一化，conv1 填充为 2，因此 224 像素的输入得到 55 × 55。</translation>
        </message>
        <message>
            <source>A common teaching form: no groups, no local response normalisation, conv1 not padded.</source>
            <translation>常见的教学形式：不分组，没有局部响应归一化，conv1 不填充。</translation>
        </message>
        <message>
            <source>A few depthwise convolutions of 31×31 see further than many small ones: re-parameterised with a 5×5 beside them and shortcuts around, they train well.</source>
            <translation>少数几个 31×31 深度卷积比许多小卷积看得更远：与旁边的 5×5 一起重参数化，再配以残差连接，便能很好地训练。</translation>
        </message>
        <message>
            <source>A network of 1989 that read zip codes</source>
            <translation>1989 年一个识别邮政编码的网络</translation>
        </message>
        <message>
            <source>A pure Inception network.</source>
            <translation>纯粹的 Inception 网络。</translation>
        </message>
        <message>
            <source>A quarter of the channels in every layer: the width multiplier trades accuracy for cost, which falls with its square.</source>
            <translation>每层只留四分之一的通道：宽度系数以准确率换开销，开销随其平方下降。</translation>
        </message>
        <message>
            <source>A quarter of the channels, for 13 million multiply-accumulates: many thin feature maps matter most where the budget is tiny.</source>
            <translation>四分之一的通道，1300 万次乘加运算：预算极小时，数量多而单薄的特征图最为重要。</translation>
        </message>
        <message>
            <source>A residual block that circulates as PyTorch calls npx.relu and BatchNorm() without channels; torch does not run it.</source>
            <translation>一段号称 PyTorch 的残差块代码流传甚广，却调用 npx.relu 和不带通道数的 BatchNorm()；torch 无法运行。</translation>
        </message>
        <message>
            <source>A rounding of the ratio.</source>
            <translation>该比例取整的结果。</translation>
        </message>
        <message>
            <source>A search over kernels, depths and widths, stage by stage, is rewarded for accuracy and for latency measured on a phone.</source>
            <translation>逐阶段搜索卷积核、深度和宽度，以准确率和在手机上实测的延迟作为奖励。</translation>
        </message>
        <message>
            <source>A searched network of MBConv blocks with squeeze-excitation, and one coefficient φ that scales depth by 1.2^φ, width by 1.1^φ and resolution by 1.15^φ, so that each step doubles the cost.</source>
            <translation>搜索得到的由带压缩激励的 MBConv 块组成的网络，用一个系数 φ 统一缩放：深度乘 1.2^φ、宽度乘 1.1^φ、分辨率乘 1.15^φ，每一步开销翻倍。</translation>
        </message>
        <message>
            <source>A sketch that stops after the first block does not run: the head expects 320 channels.</source>
            <translation>只画到第一个块为止的示意代码无法运行：头部需要 320 个通道。</translation>
        </message>
        <message>
            <source>A small perceptron, two 1×1 convolutions, follows each convolution, and the mean of one map per class replaces the dense layers.</source>
            <translation>每个卷积之后接一个小型感知机，即两个 1×1 卷积；全连接层则由每类一张特征图的平均值取代。</translation>
        </message>
        <message>
            <source>A space of networks is narrowed until only rules remain: block widths follow a line, rounded to few values, and bottlenecks do not pay.</source>
            <translation>不断收窄网络的设计空间，直到只剩几条规律：块的宽度落在一条直线上并取整为少数几个值，瓶颈结构得不偿失。</translation>
        </message>
        <message>
            <source>A third of the channels before the last convolution, for a fifth of the cost.</source>
            <translation>最后一个卷积之前只留三分之一的通道，开销为五分之一。</translation>
        </message>
        <message>
            <source>A well-known port for faces adds a sixth C block and an embedding of 512 components.</source>
            <translation>一个著名的人脸识别移植版增加了第六个 C 块和 512 维的嵌入。</translation>
        </message>
        <message>
            <source>A widely copied listing (nn.Conv2D, activation=, np.concatenate) raises AttributeError in PyTorch.</source>
            <translation>一段被广泛复制的代码（nn.Conv2D、activation=、np.concatenate）在 PyTorch 中会引发 AttributeError。</translation>
        </message>
        <message>
            <source>About as accurate as ResNet-101 with less than half its parameters.</source>
            <translation>准确率与 ResNet-101 相当，参数不到其一半。</translation>
        </message>
        <message>
            <source>Adaptive pooling to 6 × 6 does nothing at 224 and lets other sizes through.</source>
            <translation>自适应池化到 6 × 6：输入为 224 时不起作用，但使其他尺寸也能通过。</translation>
        </message>
        <message>
            <source>Add up many equal narrow paths instead of going deeper or wider: their number, the cardinality, is a third way to capacity, and one grouped convolution computes it.</source>
            <translation>不再加深或加宽，而是把许多相同的窄路径相加：路径数即基数，是提升容量的第三种途径，用一个分组卷积即可算出。</translation>
        </message>
        <message>
            <source>Against SE-ResNeXt 64×4d: three 3×3 convolutions as stem, 3×3 projections where the map shrinks, first 1×1 convolutions of half the width, dropout 0.2.</source>
            <translation>与 SE-ResNeXt 64×4d 相比：stem 是三个 3×3 卷积，特征图缩小处用 3×3 投影，块内第一个 1×1 卷积宽度减半，dropout 0.2。</translation>
        </message>
        <message>
            <source>AlexNet's layout with a 7×7 first layer, but without the stride of the second that keeps the maps small.</source>
            <translation>AlexNet 的布局，第一层改为 7×7，但第二层没有使特征图保持较小的步幅。</translation>
        </message>
        <message>
            <source>All 7×7 convolutions are 2.4 % of the multiply-accumulates.</source>
            <translation>全部 7×7 卷积只占乘加运算的 2.4 %。</translation>
        </message>
        <message>
            <source>Also known as Inception v2; the paper on v3 gives that name to another network of its own, with inputs of 299 pixels.</source>
            <translation>又称 Inception v2；而 v3 的论文把这一名称给了它自己的另一个网络，其输入为 299 像素。</translation>
        </message>
        <message>
            <source>Also stride 2 in conv2, no towers, maps of 55, 26, 13 and 6</source>
            <translation>conv2 的步幅也为 2，没有双塔，特征图为 55、26、13 和 6</translation>
        </message>
        <message>
            <source>An eighth of AlexNet's parameters.</source>
            <translation>参数量是 AlexNet 的八分之一。</translation>
        </message>
        <message>
            <source>An ensemble of six has 4.82 on the test set.</source>
            <translation>六个网络的集成在测试集上为 4.82。</translation>
        </message>
        <message>
            <source>Any two layers are connected</source>
            <translation>任意两层都相连</translation>
        </message>
        <message>
            <source>Any two layers of one dense block</source>
            <translation>同一稠密块内的任意两层</translation>
        </message>
        <message>
            <source>Architecture search chooses the blocks, hand work thins both ends, and squeeze-excitation and h-swish are used where they pay.</source>
            <translation>块由架构搜索选定，两端由人工精简，压缩激励和 h-swish 只用在划算之处。</translation>
        </message>
        <message>
            <source>As MobileNet v3 Large, with a head of 1024.</source>
            <translation>同 MobileNet v3 Large，头部为 1024。</translation>
        </message>
        <message>
            <source>As it is built today: C3 sees all six maps of S2 (the paper connects chosen subsets), max pooling, ReLU and a linear output in place of trained averages, scaled tanh and radial basis functions.</source>
            <translation>如今通行的构造：C3 看到 S2 的全部六张特征图（论文只连接选定的子集），以最大池化、ReLU 和线性输出取代可训练的平均、缩放的 tanh 和径向基函数。</translation>
        </message>
        <message>
            <source>As many parameters and multiply-accumulates as the modern form, and the same state dict.</source>
            <translation>参数量和乘加运算与现代形式相同，state dict 也相同。</translation>
        </message>
        <message>
            <source>As printed it does not run either: undefined names, broken dunder methods, non-breaking spaces.</source>
            <translation>照印出的样子同样无法运行：名称未定义，双下划线方法残缺，还混有不换行空格。</translation>
        </message>
        <message>
            <source>As published: C3 sees chosen subsets of S2 (table I), S2 and S4 are sums with one trained coefficient and bias per map, units squash by 1.7159 tanh(2x/3), and the outputs are distances to ten fixed pictures of the digits, negated here so that the largest names the class.</source>
            <translation>与论文一致：C3 看到 S2 的选定子集（表 I），S2 和 S4 是求和，每张特征图有一个可训练的系数和偏置，单元以 1.7159 tanh(2x/3) 压缩，输出是到十幅固定数字图案的距离，此处取负，使最大者对应所识别的类别。</translation>
        </message>
        <message>
            <source>As quoted by Tan, Le 2019 (EfficientNet, arXiv:1905.11946), table 2.</source>
            <translation>转引自 Tan, Le 2019 (EfficientNet, arXiv:1905.11946) 的表 2。</translation>
        </message>
        <message>
            <source>As the paper's figures have it: 5, 10 and 5 residual blocks, about the cost of Inception v3; residuals are scaled by 0.17, 0.10 and 0.20 as in the authors' code.</source>
            <translation>与论文的图一致：5、10 和 5 个残差块，开销与 Inception v3 相近；残差按作者代码缩放 0.17、0.10 和 0.20 倍。</translation>
        </message>
        <message>
            <source>Augmentation</source>
            <translation>数据增广</translation>
        </message>
        <message>
            <source>Authors' repository: pretrained on ImageNet-22K, 384 pixels, merged.</source>
            <translation>作者的代码库：在 ImageNet-22K 上预训练，384 像素，已合并。</translation>
        </message>
        <message>
            <source>Authors' repository: pretrained on MegData-73M, 320 pixels.</source>
            <translation>作者的代码库：在 MegData-73M 上预训练，320 像素。</translation>
        </message>
        <message>
            <source>Authors' repository: trained on ImageNet-1K, 224 pixels (84.8 and 45.1 G at 384), merged.</source>
            <translation>作者的代码库：在 ImageNet-1K 上训练，224 像素（384 像素下为 84.8 和 45.1 G），已合并。</translation>
        </message>
        <message>
            <source>Average pools leave the padding out, inputs lie in [-1, 1].</source>
            <translation>平均池化不计填充，输入取值在 [-1, 1] 内。</translation>
        </message>
        <message>
            <source>B0 scaled together: 1.0 times as wide, 1.1 times as deep, at 240 pixels.</source>
            <translation>B0 整体放大：宽度为 1.0 倍，深度为 1.1 倍，输入 240 像素。</translation>
        </message>
        <message>
            <source>B0 scaled together: 1.1 times as wide, 1.2 times as deep, at 260 pixels.</source>
            <translation>B0 整体放大：宽度为 1.1 倍，深度为 1.2 倍，输入 260 像素。</translation>
        </message>
        <message>
            <source>B0 scaled together: 1.2 times as wide, 1.4 times as deep, at 300 pixels.</source>
            <translation>B0 整体放大：宽度为 1.2 倍，深度为 1.4 倍，输入 300 像素。</translation>
        </message>
        <message>
            <source>B0 scaled together: 1.4 times as wide, 1.8 times as deep, at 380 pixels.</source>
            <translation>B0 整体放大：宽度为 1.4 倍，深度为 1.8 倍，输入 380 像素。</translation>
        </message>
        <message>
            <source>B0 scaled together: 1.6 times as wide, 2.2 times as deep, at 456 pixels.</source>
            <translation>B0 整体放大：宽度为 1.6 倍，深度为 2.2 倍，输入 456 像素。</translation>
        </message>
        <message>
            <source>B0 scaled together: 1.8 times as wide, 2.6 times as deep, at 528 pixels.</source>
            <translation>B0 整体放大：宽度为 1.8 倍，深度为 2.6 倍，输入 528 像素。</translation>
        </message>
        <message>
            <source>B0 scaled together: 2.0 times as wide, 3.1 times as deep, at 600 pixels.</source>
            <translation>B0 整体放大：宽度为 2.0 倍，深度为 3.1 倍，输入 600 像素。</translation>
        </message>
        <message>
            <source>B1, the network found without squeeze-excitation; the paper's A1 with it has other stages and a top-1 of 75.2.</source>
            <translation>B1 是不用压缩激励时搜索到的网络；论文中带压缩激励的 A1 阶段配置不同，top-1 为 75.2。</translation>
        </message>
        <message>
            <source>Basic blocks of two 3×3 convolutions; shortcuts that change shape are 1×1 projections (option B).</source>
            <translation>由两个 3×3 卷积组成的基本块；改变形状的残差连接是 1×1 投影（选项 B）。</translation>
        </message>
        <message>
            <source>Batch norm comes before ReLU; most blocks pool by averages.</source>
            <translation>批归一化在 ReLU 之前；多数块用平均池化。</translation>
        </message>
        <message>
            <source>Between blocks a transition passes on everything at once, compressed to half.</source>
            <translation>块与块之间，过渡层把全部特征图一并传下去，并压缩到一半。</translation>
        </message>
        <message>
            <source>Blocks 3-3-27-3, channels 128 to 1024.</source>
            <translation>各阶段块数 3-3-27-3，通道数 128 至 1024。</translation>
        </message>
        <message>
            <source>Blocks 3-3-27-3, channels 192 to 1536.</source>
            <translation>各阶段块数 3-3-27-3，通道数 192 至 1536。</translation>
        </message>
        <message>
            <source>Blocks 3-3-27-3, channels 256 to 2048.</source>
            <translation>各阶段块数 3-3-27-3，通道数 256 至 2048。</translation>
        </message>
        <message>
            <source>Blocks 3-3-27-3, channels 96 to 768.</source>
            <translation>各阶段块数 3-3-27-3，通道数 96 至 768。</translation>
        </message>
        <message>
            <source>Blocks 3-3-9-3, channels 96 to 768.</source>
            <translation>各阶段块数 3-3-9-3，通道数 96 至 768。</translation>
        </message>
        <message>
            <source>Bottleneck blocks, 1×1 down, 3×3, 1×1 up, make residual networks deep at the cost of shallow ones.</source>
            <translation>瓶颈块，即 1×1 降维、3×3、1×1 升维，以浅层网络的开销实现很深的残差网络。</translation>
        </message>
        <message>
            <source>Bottleneck units of a 1×1, a depthwise 3×3 and a 1×1 convolution, without groups: the yardstick for those with groups.</source>
            <translation>由 1×1、深度 3×3 和 1×1 卷积组成的瓶颈单元，不分组：作为各分组版本的比较基准。</translation>
        </message>
        <message>
            <source>Built, padded and counted as Lite0; stem, head and the depths of the first and the last stage do not grow.</source>
            <translation>构造、填充和计数同 Lite0；stem、头部以及首末两个阶段的深度不随之增长。</translation>
        </message>
        <message>
            <source>Built, padded and counted as Lite0; stem, head and the depths of the first and the last stage do not grow. timm evaluates it at 300 pixels (1,607,554,544 multiply-accumulates).</source>
            <translation>构造、填充和计数同 Lite0；stem、头部以及首末两个阶段的深度不随之增长。timm 以 300 像素评测（1,607,554,544 次乘加运算）。</translation>
        </message>
        <message>
            <source>Built, padded and counted as Lite0; stem, head and the depths of the first and the last stage do not grow. timm evaluates it at 380 pixels (3,943,564,112 multiply-accumulates).</source>
            <translation>构造、填充和计数同 Lite0；stem、头部以及首末两个阶段的深度不随之增长。timm 以 380 像素评测（3,943,564,112 次乘加运算）。</translation>
        </message>
        <message>
            <source>Cardinality 32 at 101 layers: better than ResNet-101 at its cost.</source>
            <translation>101 层、基数 32：开销与 ResNet-101 相当而更准确。</translation>
        </message>
        <message>
            <source>Channel weighting and cardinality add up: 50 layers match ResNeXt-101.</source>
            <translation>通道加权与基数的收益可以叠加：50 层即可媲美 ResNeXt-101。</translation>
        </message>
        <message>
            <source>Channel weighting and cardinality at 101 layers.</source>
            <translation>101 层，兼有通道加权与基数。</translation>
        </message>
        <message>
            <source>Channel weighting at 101 layers: ResNet-152's accuracy at two thirds of its cost.</source>
            <translation>101 层加上通道加权：以三分之二的开销达到 ResNet-152 的准确率。</translation>
        </message>
        <message>
            <source>Channel weighting at 152 layers: the gain does not fade with depth.</source>
            <translation>152 层加上通道加权：收益不随深度衰减。</translation>
        </message>
        <message>
            <source>Channels rounded to multiples of 8; above width 1 the last convolution grows as well, to 1792. torchvision builds this form but publishes no weights.</source>
            <translation>通道数取整为 8 的倍数；宽度大于 1 时最后一个卷积也随之增大，为 1792。torchvision 能构造这一形式，但未发布权重。</translation>
        </message>
        <message>
            <source>Code in textbooks often shows the plain form without bottleneck, which has fewer parameters per layer at first and more later.</source>
            <translation>教科书中的代码常为不带瓶颈的普通形式，其每层参数起初较少，后来较多。</translation>
        </message>
        <message>
            <source>Configuration A.</source>
            <translation>配置 A。</translation>
        </message>
        <message>
            <source>Configuration A; the paper is older than batch norm (Ioffe, Szegedy, arXiv:1502.03167).</source>
            <translation>配置 A；论文早于批归一化 (Ioffe, Szegedy, arXiv:1502.03167)。</translation>
        </message>
        <message>
            <source>Configuration B.</source>
            <translation>配置 B。</translation>
        </message>
        <message>
            <source>Configuration B; the paper is older than batch norm (Ioffe, Szegedy, arXiv:1502.03167).</source>
            <translation>配置 B；论文早于批归一化 (Ioffe, Szegedy, arXiv:1502.03167)。</translation>
        </message>
        <message>
            <source>Configuration D.</source>
            <translation>配置 D。</translation>
        </message>
        <message>
            <source>Configuration D; the paper is older than batch norm (Ioffe, Szegedy, arXiv:1502.03167).</source>
            <translation>配置 D；论文早于批归一化 (Ioffe, Szegedy, arXiv:1502.03167)。</translation>
        </message>
        <message>
            <source>Configuration E.</source>
            <translation>配置 E。</translation>
        </message>
        <message>
            <source>Configuration E; the paper is older than batch norm (Ioffe, Szegedy, arXiv:1502.03167).</source>
            <translation>配置 E；论文早于批归一化 (Ioffe, Szegedy, arXiv:1502.03167)。</translation>
        </message>
        <message>
            <source>Conv1 has 12 channels, as in the authors' code; the paper does not say.</source>
            <translation>Conv1 有 12 个通道，与作者的代码一致；论文未说明。</translation>
        </message>
        <message>
            <source>Conv1 has 12 channels, inferred from the published cost; neither paper nor code gives it.</source>
            <translation>Conv1 有 12 个通道，由公布的开销推出；论文和代码均未给出。</translation>
        </message>
        <message>
            <source>Conv1 has 16 channels, as in the authors' code; the paper does not say.</source>
            <translation>Conv1 有 16 个通道，与作者的代码一致；论文未说明。</translation>
        </message>
        <message>
            <source>Conv1 has 24 channels, as in the authors' code; the paper does not say.</source>
            <translation>Conv1 有 24 个通道，与作者的代码一致；论文未说明。</translation>
        </message>
        <message>
            <source>Conv1 has 48 channels, as in the authors' code; the paper does not say.</source>
            <translation>Conv1 有 48 个通道，与作者的代码一致；论文未说明。</translation>
        </message>
        <message>
            <source>Conv1 must be wider than at three groups, since the first unit's 192 channels less Conv1's must divide by 8.</source>
            <translation>Conv1 必须比三个分组时更宽，因为第一个单元的 192 个通道减去 Conv1 的通道数后须能被 8 整除。</translation>
        </message>
        <message>
            <source>ConvNeXt-S a third wider; the counterpart of Swin-B.</source>
            <translation>ConvNeXt-S 加宽三分之一；与 Swin-B 对应。</translation>
        </message>
        <message>
            <source>Convolutions and the dense layer at 224 pixels; the table that the figure is taken from says 3.5 billion.</source>
            <translation>224 像素下卷积与全连接层之和；此数所出自的表中写的是 35 亿。</translation>
        </message>
        <message>
            <source>Counted as trained, with a 5×5 convolution beside each large one; merged for inference (option merged) it has 172,165,672 parameters and 95,989,420,032 multiply-accumulates, which the published figures mean.</source>
            <translation>按训练时的形式计数，每个大卷积旁有一个 5×5 卷积；合并为推理形式（选项 merged）后有 172,165,672 个参数和 95,989,420,032 次乘加运算，公布的数字指的是后者。</translation>
        </message>
        <message>
            <source>Counted as trained, with a 5×5 convolution beside each large one; merged for inference (option merged) it has 79,527,272 parameters and 15,353,525,248 multiply-accumulates, which the published figures mean.</source>
            <translation>按训练时的形式计数，每个大卷积旁有一个 5×5 卷积；合并为推理形式（选项 merged）后有 79,527,272 个参数和 15,353,525,248 次乘加运算，公布的数字指的是后者。</translation>
        </message>
        <message>
            <source>Counted as trained, with three branches; merged for inference (option merged) it has 8,309,384 parameters and 1,361,451,008 multiply-accumulates, which the published figures mean.</source>
            <translation>按训练时的形式计数，共三个分支；合并为推理形式（选项 merged）后有 8,309,384 个参数和 1,361,451,008 次乘加运算，公布的数字指的是后者。</translation>
        </message>
        <message>
            <source>Dense tasks gain more.</source>
            <translation>密集预测任务获益更多。</translation>
        </message>
        <message>
            <source>DenseNet-BC: batch norm and ReLU come before each convolution, a 1×1 bottleneck of 4k maps before each 3×3, and transitions halve the channels.</source>
            <translation>DenseNet-BC：批归一化和 ReLU 在每个卷积之前，每个 3×3 之前有输出 4k 张特征图的 1×1 瓶颈层，过渡层使通道数减半。</translation>
        </message>
        <message>
            <source>Depths 3-4-6-3 as in ResNet-50, whose blocks have three layers.</source>
            <translation>深度 3-4-6-3 与 ResNet-50 相同，但后者的块有三层。</translation>
        </message>
        <message>
            <source>Difference from AlexNet</source>
            <translation>与 AlexNet 的区别</translation>
        </message>
        <message>
            <source>Dropout 0.2.</source>
            <translation>Dropout 0.2。</translation>
        </message>
        <message>
            <source>Dropout 0.3.</source>
            <translation>Dropout 0.3。</translation>
        </message>
        <message>
            <source>Dropout 0.4.</source>
            <translation>Dropout 0.4。</translation>
        </message>
        <message>
            <source>Each block learns only what to add to its input, which a shortcut carries past it, so that depth no longer makes training worse.</source>
            <translation>每个块只学习应在输入上加什么，输入由残差连接绕过块直接传递，于是加深不再使训练变差。</translation>
        </message>
        <message>
            <source>Each layer of a block reads the maps of all layers before it and adds only a few of its own, so that features are used again instead of learned again.</source>
            <translation>块中每一层读取之前所有层的特征图，自己只添加少量，特征因而得到重用，不必重新学习。</translation>
        </message>
        <message>
            <source>Each plain convolution becomes a depthwise 3×3, one filter per channel, and a pointwise 1×1 that mixes the channels, for about a ninth of the cost; a width multiplier scales the whole.</source>
            <translation>每个普通卷积拆成每通道一个滤波器的 3×3 深度卷积和混合通道的 1×1 逐点卷积，开销约为九分之一；宽度系数缩放整个网络。</translation>
        </message>
        <message>
            <source>EfficientNet made fit for integer hardware: no squeeze-excitation, ReLU6 in place of swish, stem and head of one size at every scale.</source>
            <translation>适配整数硬件的 EfficientNet：去掉压缩激励，以 ReLU6 代替 swish，stem 和头部在各档规模下大小不变。</translation>
        </message>
        <message>
            <source>Eight times as deep as VGG and still cheaper; an ensemble with it won ILSVRC 2015 with 3.57 % top-5 error.</source>
            <translation>深度是 VGG 的八倍，开销却更低；含有它的集成以 3.57 % 的 top-5 错误率赢得 ILSVRC 2015。</translation>
        </message>
        <message>
            <source>Every block weighs its channels by a glance at the whole map: pool each to one number, let two small dense layers decide, scale.</source>
            <translation>每个块先纵览整张特征图，再为各通道加权：每通道池化成一个数，由两个小全连接层决定权值，然后缩放。</translation>
        </message>
        <message>
            <source>Figure 3: conv1 7×7 and conv2 5×5, both with stride 2, no towers, normalisation after the first two pools, overlapping pools rounded up (110 → 55 → 26 → 13 → 6).</source>
            <translation>图 3：conv1 为 7×7，conv2 为 5×5，步幅均为 2，没有双塔，前两个池化之后有归一化，重叠池化向上取整 (110 → 55 → 26 → 13 → 6)。</translation>
        </message>
        <message>
            <source>Fire modules squeeze to few channels before the 3×3 kernels see them: AlexNet's accuracy with a fiftieth of its parameters.</source>
            <translation>Fire 模块先压缩到少量通道，再交给 3×3 卷积核：以五十分之一的参数达到 AlexNet 的准确率。</translation>
        </message>
        <message>
            <source>First of its kind</source>
            <translation>同类首创</translation>
        </message>
        <message>
            <source>Form of a widely used textbook, section 7.6, which trains it on Fashion-MNIST: the first convolution is padded by 2 and takes 28 × 28 pictures as they are, sigmoids, average pooling without trained coefficients, a linear output.</source>
            <translation>采用一本广泛使用的教科书第 7.6 节的形式，书中在 Fashion-MNIST 上训练：第一个卷积填充为 2，直接接受 28 × 28 的图片，使用 sigmoid、没有可训练系数的平均池化和线性输出。</translation>
        </message>
        <message>
            <source>Form of a widely used textbook, section 8.1: one channel, conv1 padded by 1, so that 54 × 54 come out of it and 5 × 5 before fc6 (6,400 inputs in place of 9,216).</source>
            <translation>采用一本广泛使用的教科书第 8.1 节的形式：单通道，conv1 填充为 1，因此输出 54 × 54，fc6 之前为 5 × 5（6,400 个输入，而非 9,216 个）。</translation>
        </message>
        <message>
            <source>Form of a widely used textbook, section 8.3, which trains it on Fashion-MNIST: one channel, all three convolutions of the last mlpconv layer as wide as there are classes, pools rounded down (54 → 26 → 12 → 5).</source>
            <translation>采用一本广泛使用的教科书第 8.3 节的形式，书中在 Fashion-MNIST 上训练：单通道，最后一个 mlpconv 层的三个卷积宽度均等于类别数，池化向下取整 (54 → 26 → 12 → 5)。</translation>
        </message>
        <message>
            <source>Four 3×3 convolutions in each of the last three stages: as deep as plain stacking still pays.</source>
            <translation>最后三个阶段各有四个 3×3 卷积：单纯堆叠仍有收益的最大深度。</translation>
        </message>
        <message>
            <source>Four of B0's seven stages are 3×3, three are 5×5.</source>
            <translation>B0 的七个阶段中，四个用 3×3，三个用 5×5。</translation>
        </message>
        <message>
            <source>Gates are hard sigmoids; their squeeze is a quarter of the expanded channels. ε = 1e-3 and momentum 0.01 as in TensorFlow, but symmetric padding.</source>
            <translation>门控用 hard sigmoid；压缩到扩展后通道数的四分之一。ε = 1e-3，动量 0.01，与 TensorFlow 相同，但填充对称。</translation>
        </message>
        <message>
            <source>Gates reduce to a quarter of the channels that enter the block.</source>
            <translation>门控压缩到块输入通道数的四分之一。</translation>
        </message>
        <message>
            <source>Global average pooling replaces the dense layers</source>
            <translation>全局平均池化取代了全连接层</translation>
        </message>
        <message>
            <source>GoogLeNet needs no dropout</source>
            <translation>GoogLeNet 不需要 dropout</translation>
        </message>
        <message>
            <source>Grouped 1×1 convolutions make the pointwise layers, where MobileNets spend nearly everything, three times cheaper, and a fixed shuffle of the channels lets the groups exchange what they know.</source>
            <translation>MobileNet 的开销几乎全在逐点卷积层，改用分组 1×1 卷积使其降到三分之一，再以固定的通道混洗让各分组交换信息。</translation>
        </message>
        <message>
            <source>Growth rate k = 32, blocks of 6, 12, 64 and 48 layers.</source>
            <translation>增长率 k = 32，各块有 6、12、64 和 48 层。</translation>
        </message>
        <message>
            <source>Growth rate k = 32.</source>
            <translation>增长率 k = 32。</translation>
        </message>
        <message>
            <source>Growth rate k = 48, stem of 96 maps.</source>
            <translation>增长率 k = 48，stem 输出 96 张特征图。</translation>
        </message>
        <message>
            <source>Half as many channels again at eight groups, for twice the cost.</source>
            <translation>八个分组，通道数增加一半，开销加倍。</translation>
        </message>
        <message>
            <source>Half as many channels again at three groups, for twice the cost.</source>
            <translation>三个分组，通道数增加一半，开销加倍。</translation>
        </message>
        <message>
            <source>Half as many channels again before the last convolution, for twice the cost.</source>
            <translation>最后一个卷积之前的通道数增加一半，开销加倍。</translation>
        </message>
        <message>
            <source>Half of the channels at eight groups: the smaller the network, the more groups help.</source>
            <translation>八个分组，通道减半：网络越小，分组越有用。</translation>
        </message>
        <message>
            <source>Half of the channels at three groups, for a quarter of the cost.</source>
            <translation>三个分组，通道减半，开销为四分之一。</translation>
        </message>
        <message>
            <source>Half of the channels before the last convolution, for a third of the cost.</source>
            <translation>最后一个卷积之前的通道减半，开销为三分之一。</translation>
        </message>
        <message>
            <source>Half of the channels in every layer: the width multiplier trades accuracy for cost, which falls with its square.</source>
            <translation>每层只留一半的通道：宽度系数以准确率换开销，开销随其平方下降。</translation>
        </message>
        <message>
            <source>Half the channels of every layer on each</source>
            <translation>每层的通道各占一半</translation>
        </message>
        <message>
            <source>Hardly more accurate than VGG-16 at 27 % more multiply-accumulates.</source>
            <translation>准确率几乎不高于 VGG-16，乘加运算却多 27 %。</translation>
        </message>
        <message>
            <source>Has neither forward() nor local response normalisation</source>
            <translation>既没有 forward()，也没有局部响应归一化</translation>
        </message>
        <message>
            <source>How far it scales: 350 M parameters, pretrained on ImageNet-22K.</source>
            <translation>展示其可扩展的限度：350 M 个参数，在 ImageNet-22K 上预训练。</translation>
        </message>
        <message>
            <source>ILSVRC 2016's second place, 3.03 % top-5 error, was an ensemble of this family. torchvision's weights are of a longer training than the paper's.</source>
            <translation>ILSVRC 2016 的亚军（top-5 错误率 3.03 %）是该系列的集成。torchvision 的权重比论文训练得更久。</translation>
        </message>
        <message>
            <source>IMAGENET1K_V1 follows the paper's training, V2 a longer recipe.</source>
            <translation>IMAGENET1K_V1 沿用论文的训练方法，V2 采用更长的训练方案。</translation>
        </message>
        <message>
            <source>ImageNet's contest from 2012 on.</source>
            <translation>2012 年起的 ImageNet 竞赛。</translation>
        </message>
        <message>
            <source>ImageNet-1K, GluonCV (timm's copy)</source>
            <translation>ImageNet-1K，GluonCV（timm 副本）</translation>
        </message>
        <message>
            <source>ImageNet-1K, TensorFlow</source>
            <translation>ImageNet-1K，TensorFlow</translation>
        </message>
        <message>
            <source>ImageNet-1K, TensorFlow (timm's copy)</source>
            <translation>ImageNet-1K，TensorFlow（timm 副本）</translation>
        </message>
        <message>
            <source>ImageNet-1K, ported from Caffe (timm's copy)</source>
            <translation>ImageNet-1K，移植自 Caffe（timm 副本）</translation>
        </message>
        <message>
            <source>ImageNet-1K, the authors' (timm's copy)</source>
            <translation>ImageNet-1K，作者版（timm 副本）</translation>
        </message>
        <message>
            <source>ImageNet-1K, timm, 3,600 epochs</source>
            <translation>ImageNet-1K，timm，3,600 个 epoch</translation>
        </message>
        <message>
            <source>ImageNet-1K, timm, recipe A1</source>
            <translation>ImageNet-1K，timm，训练方案 A1</translation>
        </message>
        <message>
            <source>ImageNet-1K, timm, recipe A1H</source>
            <translation>ImageNet-1K，timm，训练方案 A1H</translation>
        </message>
        <message>
            <source>ImageNet-1K, timm, recipe C1</source>
            <translation>ImageNet-1K，timm，训练方案 C1</translation>
        </message>
        <message>
            <source>ImageNet-1K, timm, recipe LAMB</source>
            <translation>ImageNet-1K，timm，训练方案 LAMB</translation>
        </message>
        <message>
            <source>ImageNet-1K, timm, recipe RA</source>
            <translation>ImageNet-1K，timm，训练方案 RA</translation>
        </message>
        <message>
            <source>ImageNet-1K, timm, recipe RA2</source>
            <translation>ImageNet-1K，timm，训练方案 RA2</translation>
        </message>
        <message>
            <source>ImageNet-1K, timm, recipe RACM</source>
            <translation>ImageNet-1K，timm，训练方案 RACM</translation>
        </message>
        <message>
            <source>ImageNet-1K, torchvision V1</source>
            <translation>ImageNet-1K，torchvision V1</translation>
        </message>
        <message>
            <source>ImageNet-1K, torchvision V2</source>
            <translation>ImageNet-1K，torchvision V2</translation>
        </message>
        <message>
            <source>ImageNet-22K, then 1K, the authors' (timm's copy)</source>
            <translation>ImageNet-22K，然后 1K，作者版（timm 副本）</translation>
        </message>
        <message>
            <source>In eight groups, pointwise convolutions cost an eighth of a dense one, which buys 384 channels in stage 2 where one group affords 144.</source>
            <translation>八个分组时，逐点卷积的开销是普通卷积的八分之一，阶段 2 因此可用 384 个通道，而一个分组时只能用 144 个。</translation>
        </message>
        <message>
            <source>In four groups, pointwise convolutions cost a quarter of a dense one, which buys 272 channels in stage 2 where one group affords 144.</source>
            <translation>四个分组时，逐点卷积的开销是普通卷积的四分之一，阶段 2 因此可用 272 个通道，而一个分组时只能用 144 个。</translation>
        </message>
        <message>
            <source>In two groups, pointwise convolutions cost half of a dense one, which buys 200 channels in stage 2 where one group affords 144.</source>
            <translation>两个分组时，逐点卷积的开销是普通卷积的一半，阶段 2 因此可用 200 个通道，而一个分组时只能用 144 个。</translation>
        </message>
        <message>
            <source>Inception branches end in a linear 1×1 convolution whose output is scaled down and added to the block's input.</source>
            <translation>Inception 各分支以一个线性 1×1 卷积收尾，其输出缩小后与块的输入相加。</translation>
        </message>
        <message>
            <source>Inception modules look at several scales at once and keep the cost low by 1×1 reductions; one small dense layer after global pooling is enough.</source>
            <translation>Inception 模块同时在多个尺度上观察，并用 1×1 降维控制开销；全局池化之后一个小全连接层就够了。</translation>
        </message>
        <message>
            <source>Inception v4 combines Inception with residual connections</source>
            <translation>Inception v4 把 Inception 与残差连接结合起来</translation>
        </message>
        <message>
            <source>Inception v4 has none</source>
            <translation>Inception v4 没有残差连接</translation>
        </message>
        <message>
            <source>Inception with one branch per channel: what happens across channels and what happens in space are learned apart, by pointwise and depthwise convolutions.</source>
            <translation>每个通道一个分支的 Inception：跨通道的关系与空间上的关系分开学习，分别由逐点卷积和深度卷积承担。</translation>
        </message>
        <message>
            <source>Inception-ResNet v1 and v2, introduced by the same paper, have them.</source>
            <translation>同一论文提出的 Inception-ResNet v1 和 v2 才有。</translation>
        </message>
        <message>
            <source>Input size</source>
            <translation>输入尺寸</translation>
        </message>
        <message>
            <source>Inputs lie in [-1, 1].</source>
            <translation>输入取值在 [-1, 1] 内。</translation>
        </message>
        <message>
            <source>Ioffe, Szegedy as listed by Hu et al. 2018 (arXiv:1709.01507), table 2: one crop.</source>
            <translation>Ioffe, Szegedy，据 Hu et al. 2018 (arXiv:1709.01507) 表 2 所列：单次裁剪。</translation>
        </message>
        <message>
            <source>It divides height and width by 4, but not by one 4×4 pool.</source>
            <translation>它把高和宽各除以 4，但并非靠一个 4×4 池化。</translation>
        </message>
        <message>
            <source>It takes 193 to 224 pixels; 227 are too many.</source>
            <translation>可接受 193 至 224 像素；227 太大。</translation>
        </message>
        <message>
            <source>It takes 209 to 224 pixels.</source>
            <translation>可接受 209 至 224 像素。</translation>
        </message>
        <message>
            <source>Its table 1 gives 111 × 111 after conv1, which 224 pixels without padding do not: they give 109 × 109 and then 54 × 54 in place of 55 × 55; from maxpool4 on the sizes agree.</source>
            <translation>论文表 1 中 conv1 之后为 111 × 111，而不加填充的 224 像素得不到：实际为 109 × 109，随后是 54 × 54 而非 55 × 55；从 maxpool4 起尺寸一致。</translation>
        </message>
        <message>
            <source>Its weights come with no package.</source>
            <translation>没有任何软件包附带其权重。</translation>
        </message>
        <message>
            <source>Kernel sizes</source>
            <translation>卷积核尺寸</translation>
        </message>
        <message>
            <source>Kernels 27, 27, 27, 13; the depthwise layers are 1.5 times as wide as their stage.</source>
            <translation>卷积核为 27、27、27、13；深度卷积层的宽度是所在阶段的 1.5 倍。</translation>
        </message>
        <message>
            <source>Kernels 31, 29, 27, 13 in the four stages; each RepLK block is followed by a ConvFFN; batch norm everywhere.</source>
            <translation>四个阶段的卷积核为 31、29、27、13；每个 RepLK 块之后接一个 ConvFFN；处处使用批归一化。</translation>
        </message>
        <message>
            <source>Kernels 31, 29, 27, 13.</source>
            <translation>卷积核为 31、29、27、13。</translation>
        </message>
        <message>
            <source>Keys and shapes are those of v1.5, whose weights load without an error and then predict worse.</source>
            <translation>键和形状与 v1.5 相同，载入后者的权重不会报错，预测却会变差。</translation>
        </message>
        <message>
            <source>Laid out after MobileNetV3-Large, with Ghost bottlenecks and ReLU throughout.</source>
            <translation>布局仿照 MobileNetV3-Large，全部使用 Ghost 瓶颈块和 ReLU。</translation>
        </message>
        <message>
            <source>Large kernels are factorised, 5×5 into two 3×3 and 7×7 into 1×7 and 7×1, and maps shrink by convolution and pooling side by side.</source>
            <translation>大卷积核被分解：5×5 分解为两个 3×3，7×7 分解为 1×7 和 7×1；特征图由并列的卷积与池化缩小。</translation>
        </message>
        <message>
            <source>Later form in the authors' repository: conv1 has 64 channels of 3×3 in place of 96 of 7×7, pools follow fire3 and fire5 in place of fire4 and fire8.</source>
            <translation>作者代码库中的后期形式：conv1 为 64 个 3×3 通道，而非 96 个 7×7 通道；池化放在 fire3 和 fire5 之后，而非 fire4 和 fire8 之后。</translation>
        </message>
        <message>
            <source>Layer norm throughout; one batch norm per block was a step on the way.</source>
            <translation>处处使用层归一化；每个块一个批归一化只是改造途中的一步。</translation>
        </message>
        <message>
            <source>Layer scale starts at 1e-6; stochastic depth grows to 0.1.</source>
            <translation>层缩放 (layer scale) 的初值为 1e-6；随机深度逐层增至 0.1。</translation>
        </message>
        <message>
            <source>Layer scale starts at 1e-6; stochastic depth grows to 0.2 in pretraining.</source>
            <translation>层缩放 (layer scale) 的初值为 1e-6；预训练时随机深度逐层增至 0.2。</translation>
        </message>
        <message>
            <source>Layer scale starts at 1e-6; stochastic depth grows to 0.4.</source>
            <translation>层缩放 (layer scale) 的初值为 1e-6；随机深度逐层增至 0.4。</translation>
        </message>
        <message>
            <source>Layer scale starts at 1e-6; stochastic depth grows to 0.5.</source>
            <translation>层缩放 (layer scale) 的初值为 1e-6；随机深度逐层增至 0.5。</translation>
        </message>
        <message>
            <source>Layers bear Caffe's names; Caffe's own model normalises with k = 1, the paper with k = 2.</source>
            <translation>各层沿用 Caffe 的命名；Caffe 自己的模型归一化时取 k = 1，论文取 k = 2。</translation>
        </message>
        <message>
            <source>LeCun et al., Neural Computation 1(4), 1989; LeNet-5 is its successor.</source>
            <translation>LeCun et al., Neural Computation 1(4), 1989；LeNet-5 是其后继。</translation>
        </message>
        <message>
            <source>LeNet-5 as a first exercise: the same convolutions for pictures of 28 × 28, with what every library has.</source>
            <translation>作为入门练习的 LeNet-5：同样的卷积，用于 28 × 28 的图片，只用各深度学习库都有的部件。</translation>
        </message>
        <message>
            <source>Learned 5×5 filters that share their weights over the whole picture, taking turns with subsampling, replace hand-made features.</source>
            <translation>在整幅图上共享权重、由学习得到的 5×5 滤波器与下采样交替排列，取代手工设计的特征。</translation>
        </message>
        <message>
            <source>Lecture slides often show this variant under the plain name.</source>
            <translation>讲义幻灯片常直接以原名指称这一变体。</translation>
        </message>
        <message>
            <source>Less than half of the channels, for under a third of the cost.</source>
            <translation>通道不到一半，开销不到三分之一。</translation>
        </message>
        <message>
            <source>Lite0 a fifth wider and two fifths deeper, at 280 pixels.</source>
            <translation>Lite0 加宽五分之一、加深五分之二，输入 280 像素。</translation>
        </message>
        <message>
            <source>Lite0 a tenth deeper, at 240 pixels.</source>
            <translation>Lite0 加深十分之一，输入 240 像素。</translation>
        </message>
        <message>
            <source>Lite0 a tenth wider and a fifth deeper, at 260 pixels.</source>
            <translation>Lite0 加宽十分之一、加深五分之一，输入 260 像素。</translation>
        </message>
        <message>
            <source>Lite0 two fifths wider and four fifths deeper, at 300 pixels.</source>
            <translation>Lite0 加宽五分之二、加深五分之四，输入 300 像素。</translation>
        </message>
        <message>
            <source>Looking at what AlexNet's layers respond to, by projecting units back to pixels, shows that smaller first windows with smaller steps see more.</source>
            <translation>把单元投影回像素，观察 AlexNet 各层对什么有响应，由此发现：第一层窗口更小、步子更小，看到的反而更多。</translation>
        </message>
        <message>
            <source>MBConv blocks 2 to 9</source>
            <translation>MBConv 块 2 至 9</translation>
        </message>
        <message>
            <source>MBConv stages 2 to 8</source>
            <translation>MBConv 阶段 2 至 8</translation>
        </message>
        <message>
            <source>MXNet Gluon</source>
            <translation>MXNet Gluon</translation>
        </message>
        <message>
            <source>Many maps resemble each other, so half of them are made from the other half by one cheap depthwise filter each.</source>
            <translation>许多特征图彼此相似，因此其中一半由另一半各经一个廉价的深度卷积滤波器得到。</translation>
        </message>
        <message>
            <source>Measured speed, not counted operations, leads the design: half of the channels pass each unit untouched, the other half is transformed without groups, and a shuffle mixes the two.</source>
            <translation>设计以实测速度而非运算次数为准：每个单元中一半通道原样通过，另一半不分组地变换，再经混洗使两者混合。</translation>
        </message>
        <message>
            <source>MobileNet v1 plus residual connections</source>
            <translation>MobileNet v1 加残差连接</translation>
        </message>
        <message>
            <source>Multiply-accumulates as the ResNet paper quotes them (figure 3).</source>
            <translation>乘加运算取 ResNet 论文（图 3）所引的数字。</translation>
        </message>
        <message>
            <source>Multiply-accumulates as the ResNet paper quotes them (section 4.1).</source>
            <translation>乘加运算取 ResNet 论文（第 4.1 节）所引的数字。</translation>
        </message>
        <message>
            <source>NEC-UIUC, 28.19 %</source>
            <translation>NEC-UIUC，28.19 %</translation>
        </message>
        <message>
            <source>Near the 44.18 M of ResNeXt-101 32×4d.</source>
            <translation>接近 ResNeXt-101 32×4d 的 44.18 M。</translation>
        </message>
        <message>
            <source>Neither resolution has 83.9 %.</source>
            <translation>两种分辨率都不是 83.9 %。</translation>
        </message>
        <message>
            <source>Network in network as an exercise with grey pictures and ten classes.</source>
            <translation>作为练习的 NiN，用于灰度图片和十个类别。</translation>
        </message>
        <message>
            <source>No 5×5 branches; merging folds batch norms only and leaves 335,399,656 parameters.</source>
            <translation>没有 5×5 分支；合并只折叠批归一化，剩 335,399,656 个参数。</translation>
        </message>
        <message>
            <source>No activation stands between the depthwise and the pointwise convolution.</source>
            <translation>深度卷积与逐点卷积之间没有激活函数。</translation>
        </message>
        <message>
            <source>No batch norm, ReLU, 1×1 before the large kernel, 5×5 branch or ConvFFN, and the stride never reaches the convolution.</source>
            <translation>没有批归一化和 ReLU，大卷积核之前没有 1×1，也没有 5×5 分支和 ConvFFN，而且步幅根本没有传到卷积。</translation>
        </message>
        <message>
            <source>No convolutional network; AlexNet later had 17.0 % on the test set of 2010.</source>
            <translation>不是卷积网络；AlexNet 后来在 2010 年的测试集上为 17.0 %。</translation>
        </message>
        <message>
            <source>No evidence goes with the claim.</source>
            <translation>这一说法没有证据支持。</translation>
        </message>
        <message>
            <source>No paper of its own.</source>
            <translation>没有专门的论文。</translation>
        </message>
        <message>
            <source>No trained weights are listed.</source>
            <translation>未列出训练好的权重。</translation>
        </message>
        <message>
            <source>No trained weights are published for this form here.</source>
            <translation>此处没有为这一形式发布的训练好的权重。</translation>
        </message>
        <message>
            <source>No trained weights are published with it here.</source>
            <translation>此处没有随之发布训练好的权重。</translation>
        </message>
        <message>
            <source>No trained weights are published.</source>
            <translation>没有发布训练好的权重。</translation>
        </message>
        <message>
            <source>No trained weights of this width are listed.</source>
            <translation>未列出此宽度的训练好的权重。</translation>
        </message>
        <message>
            <source>No weights are listed; torchvision builds this form but publishes none.</source>
            <translation>未列出权重；torchvision 能构造这一形式，但没有发布权重。</translation>
        </message>
        <message>
            <source>No weights are published for ImageNet; the names of the modules follow version 2's.</source>
            <translation>没有为 ImageNet 发布权重；模块名称沿用第 2 版。</translation>
        </message>
        <message>
            <source>No weights are published with it here.</source>
            <translation>此处没有随之发布权重。</translation>
        </message>
        <message>
            <source>Normalising each convolution's output over the batch makes deep networks train many times faster; 5×5 kernels become two 3×3.</source>
            <translation>把每个卷积的输出在整批样本上归一化，使深层网络的训练快许多倍；5×5 卷积核换成两个 3×3。</translation>
        </message>
        <message>
            <source>Not in the ResNeXt paper: the configuration is of Mahajan et al. 2018 (arXiv:1805.00932). torchvision's weights are of ImageNet-1K alone.</source>
            <translation>不见于 ResNeXt 论文：该配置出自 Mahajan et al. 2018 (arXiv:1805.00932)。torchvision 的权重仅用 ImageNet-1K 训练。</translation>
        </message>
        <message>
            <source>Not the network that won in 2012: no towers (groups), no local response normalisation, 64-192-384-256-256 channels.</source>
            <translation>并非 2012 年夺冠的网络：没有双塔（分组），没有局部响应归一化，通道数为 64-192-384-256-256。</translation>
        </message>
        <message>
            <source>Nothing but 3×3 convolutions with a pool after every one or two: the shallow end of a study of depth.</source>
            <translation>只用 3×3 卷积，每一两个之后接一次池化：深度研究中较浅的一端。</translation>
        </message>
        <message>
            <source>Nothing but 3×3 convolutions, stacked deep: two see 5×5, three see 7×7, with fewer weights and more rectifiers between.</source>
            <translation>只用 3×3 卷积层层堆叠：两个能看到 5×5，三个能看到 7×7，权重更少，其间的 ReLU 更多。</translation>
        </message>
        <message>
            <source>On the expanded maps; it squeezes to a quarter of the block's input channels.</source>
            <translation>作用于扩展后的特征图；压缩到块输入通道数的四分之一。</translation>
        </message>
        <message>
            <source>One dense layer, 1024 to 1000, remains</source>
            <translation>仍保留一个全连接层，1024 到 1000</translation>
        </message>
        <message>
            <source>One half of the layers on each</source>
            <translation>层各占一半</translation>
        </message>
        <message>
            <source>One layer norm and one GELU in a block; stem, downsampling layers and head have a layer norm of their own.</source>
            <translation>每个块只有一个层归一化和一个 GELU；stem、下采样层和头部各有自己的层归一化。</translation>
        </message>
        <message>
            <source>One number for what differs by version and training; 76.0 is the figure in EfficientNet's table 2.</source>
            <translation>一个数字掩盖了版本与训练的差别；76.0 是 EfficientNet 论文表 2 中的数字。</translation>
        </message>
        <message>
            <source>Only the 3×3 layer shrinks, 8 times against ResNet's 64-wide one and 32 times against a dense 128-wide one.</source>
            <translation>变少的只有 3×3 层：ResNet 中宽度 64 的是它的 8 倍，宽度 128 的普通卷积是它的 32 倍。</translation>
        </message>
        <message>
            <source>Only the stem is a patchify layer.</source>
            <translation>只有 stem 是 patchify 层。</translation>
        </message>
        <message>
            <source>Other parameter and cost figures that circulate (145.8 M, 42.3 G) are of another setting.</source>
            <translation>其他流传的参数量与开销数字（145.8 M、42.3 G）属于另一种设置。</translation>
        </message>
        <message>
            <source>Overlapping pools rounded up (54 → 27 → 13 → 6).</source>
            <translation>重叠池化向上取整 (54 → 27 → 13 → 6)。</translation>
        </message>
        <message>
            <source>Overlapping pools rounded up.</source>
            <translation>重叠池化向上取整。</translation>
        </message>
        <message>
            <source>Padded by 1 on each side; TensorFlow's own network pads stride-2 layers on the right and below only and has ε = 1e-3.</source>
            <translation>每侧填充 1；TensorFlow 自己的网络只在步幅 2 的层的右侧和下侧填充，且 ε = 1e-3。</translation>
        </message>
        <message>
            <source>Paper (arXiv), table 2: one network, validation set.</source>
            <translation>论文 (arXiv) 表 2：一个网络，验证集。</translation>
        </message>
        <message>
            <source>Paper, columns of table 1 added up, and table 3: one network, one crop.</source>
            <translation>论文表 1 各列之和，以及表 3：一个网络，单次裁剪。</translation>
        </message>
        <message>
            <source>Paper, comparison of small networks on ImageNet: one crop.</source>
            <translation>论文中 ImageNet 上小型网络的比较：单次裁剪。</translation>
        </message>
        <message>
            <source>Paper, section 1 and table 2: one network, validation set, mean of ten crops.</source>
            <translation>论文第 1 节和表 2：一个网络，验证集，十次裁剪的平均。</translation>
        </message>
        <message>
            <source>Paper, section 5: dropout stayed essential after the dense layers were gone.</source>
            <translation>论文第 5 节：去掉全连接层之后，dropout 仍必不可少。</translation>
        </message>
        <message>
            <source>Paper, section 5: kept so that other label sets are easy to attach; pooling gained 0.6 % top-1.</source>
            <translation>论文第 5 节：保留它是为了便于换用其他类别集；池化使 top-1 提高 0.6 %。</translation>
        </message>
        <message>
            <source>Paper, section II.B: 60,000 trainable parameters and 340,908 connections.</source>
            <translation>论文第 II.B 节：60,000 个可训练参数，340,908 个连接。</translation>
        </message>
        <message>
            <source>Paper, table 1 (cost, without the classifier) and table 2 (one centre crop).</source>
            <translation>论文表 1（开销，不含分类器）和表 2（一次中心裁剪）。</translation>
        </message>
        <message>
            <source>Paper, table 1: pretrained on ImageNet-22K, one crop of 224 pixels (87.8 and 179 G at 384).</source>
            <translation>论文表 1：在 ImageNet-22K 上预训练，224 像素单次裁剪（384 像素下为 87.8 和 179 G）。</translation>
        </message>
        <message>
            <source>Paper, table 1: trained on ImageNet-1K, one crop of 224 pixels.</source>
            <translation>论文表 1：在 ImageNet-1K 上训练，224 像素单次裁剪。</translation>
        </message>
        <message>
            <source>Paper, table 1; accuracies of one centre crop as published with the authors' models (ten crops in the paper's table 3: 77.15 and 6.71).</source>
            <translation>论文表 1；准确率为随作者模型公布的一次中心裁剪的结果（论文表 3 为十次裁剪：77.15 和 6.71）。</translation>
        </message>
        <message>
            <source>Paper, table 1; accuracies of one centre crop as published with the authors' models (ten crops in the paper's table 3: 78.25 and 6.05).</source>
            <translation>论文表 1；准确率为随作者模型公布的一次中心裁剪的结果（论文表 3 为十次裁剪：78.25 和 6.05）。</translation>
        </message>
        <message>
            <source>Paper, table 1; accuracies of one centre crop as published with the authors' models (ten crops in the paper's table 3: 78.57 and 5.71).</source>
            <translation>论文表 1；准确率为随作者模型公布的一次中心裁剪的结果（论文表 3 为十次裁剪：78.57 和 5.71）。</translation>
        </message>
        <message>
            <source>Paper, table 2 (b), as Simonyan and Zisserman 2014 quote it in table 7: one network, validation set.</source>
            <translation>论文表 2 (b)，Simonyan and Zisserman 2014 表 7 所引：一个网络，验证集。</translation>
        </message>
        <message>
            <source>Paper, table 2, version 5: single crop at 224 pixels.</source>
            <translation>论文表 2，第 5 版：224 像素单次裁剪。</translation>
        </message>
        <message>
            <source>Paper, table 2, version 5: single crop at 240 pixels.</source>
            <translation>论文表 2，第 5 版：240 像素单次裁剪。</translation>
        </message>
        <message>
            <source>Paper, table 2, version 5: single crop at 260 pixels.</source>
            <translation>论文表 2，第 5 版：260 像素单次裁剪。</translation>
        </message>
        <message>
            <source>Paper, table 2, version 5: single crop at 300 pixels.</source>
            <translation>论文表 2，第 5 版：300 像素单次裁剪。</translation>
        </message>
        <message>
            <source>Paper, table 2, version 5: single crop at 380 pixels.</source>
            <translation>论文表 2，第 5 版：380 像素单次裁剪。</translation>
        </message>
        <message>
            <source>Paper, table 2, version 5: single crop at 456 pixels.</source>
            <translation>论文表 2，第 5 版：456 像素单次裁剪。</translation>
        </message>
        <message>
            <source>Paper, table 2, version 5: single crop at 528 pixels.</source>
            <translation>论文表 2，第 5 版：528 像素单次裁剪。</translation>
        </message>
        <message>
            <source>Paper, table 2, version 5: single crop at 600 pixels.</source>
            <translation>论文表 2，第 5 版：600 像素单次裁剪。</translation>
        </message>
        <message>
            <source>Paper, table 2: one crop of 224 pixels.</source>
            <translation>论文表 2：224 像素单次裁剪。</translation>
        </message>
        <message>
            <source>Paper, table 2: one crop.</source>
            <translation>论文表 2：单次裁剪。</translation>
        </message>
        <message>
            <source>Paper, table 2: one crop; parameters and multiply-adds as Tan, Le 2019 (arXiv:1905.11946), table 2, quote them.</source>
            <translation>论文表 2：单次裁剪；参数量和乘加运算取自 Tan, Le 2019 (arXiv:1905.11946) 表 2 的引用。</translation>
        </message>
        <message>
            <source>Paper, table 3, final version: 224 pixels, single crop.</source>
            <translation>论文表 3，定稿版：224 像素，单次裁剪。</translation>
        </message>
        <message>
            <source>Paper, table 3: 224 pixels, single crop.</source>
            <translation>论文表 3：224 像素，单次裁剪。</translation>
        </message>
        <message>
            <source>Paper, table 3: one crop.</source>
            <translation>论文表 3：单次裁剪。</translation>
        </message>
        <message>
            <source>Paper, table 3: one crop; parameters and multiply-adds as Tan, Le 2019 (arXiv:1905.11946), table 2, quote them.</source>
            <translation>论文表 3：单次裁剪；参数量和乘加运算取自 Tan, Le 2019 (arXiv:1905.11946) 表 2 的引用。</translation>
        </message>
        <message>
            <source>Paper, table 3: one crop; parameters from section 4.4.</source>
            <translation>论文表 3：单次裁剪；参数量取自第 4.4 节。</translation>
        </message>
        <message>
            <source>Paper, table 4: 224 pixels, single crop.</source>
            <translation>论文表 4：224 像素，单次裁剪。</translation>
        </message>
        <message>
            <source>Paper, table 4: one crop of 224 pixels, merged.</source>
            <translation>论文表 4：224 像素单次裁剪，已合并。</translation>
        </message>
        <message>
            <source>Paper, table 6: 224 pixels.</source>
            <translation>论文表 6：224 像素。</translation>
        </message>
        <message>
            <source>Paper, table 7: ImageNet-1K alone, 384 pixels.</source>
            <translation>论文表 7：仅用 ImageNet-1K，384 像素。</translation>
        </message>
        <message>
            <source>Paper, table 7: ImageNet-1K alone, 480 pixels.</source>
            <translation>论文表 7：仅用 ImageNet-1K，480 像素。</translation>
        </message>
        <message>
            <source>Paper, table 8 (WRN-50-2-bottleneck): one crop.</source>
            <translation>论文表 8 (WRN-50-2-bottleneck)：单次裁剪。</translation>
        </message>
        <message>
            <source>Paper, table 8: one crop of 224 pixels (82.72 and 3.79 at 320); multiply-accumulates as quoted in the ShuffleNet repository.</source>
            <translation>论文表 8：224 像素单次裁剪（320 像素下为 82.72 和 3.79）；乘加运算取自 ShuffleNet 代码库的引用。</translation>
        </message>
        <message>
            <source>Paper, tables 1 and 2: before compression, one centre crop.</source>
            <translation>论文表 1 和表 2：压缩之前，一次中心裁剪。</translation>
        </message>
        <message>
            <source>Paper, tables 1 and 2: ten crops, zero-padded shortcuts.</source>
            <translation>论文表 1 和表 2：十次裁剪，残差连接补零。</translation>
        </message>
        <message>
            <source>Paper, tables 1 and 3: one centre crop; top-5 error from Hu et al. 2017 (arXiv:1709.01507), table 2.</source>
            <translation>论文表 1 和表 3：一次中心裁剪；top-5 错误率取自 Hu et al. 2017 (arXiv:1709.01507) 表 2。</translation>
        </message>
        <message>
            <source>Paper, tables 1 and 3: ten crops, option B.</source>
            <translation>论文表 1 和表 3：十次裁剪，选项 B。</translation>
        </message>
        <message>
            <source>Paper, tables 2 and 3: one scale, dense evaluation, training scale 256.</source>
            <translation>论文表 2 和表 3：单一尺度，密集评估，训练尺度 256。</translation>
        </message>
        <message>
            <source>Paper, tables 2 and 3: one scale, dense evaluation, training scales 256 to 512.</source>
            <translation>论文表 2 和表 3：单一尺度，密集评估，训练尺度 256 至 512。</translation>
        </message>
        <message>
            <source>Paper, tables 2 and 5: one centre crop.</source>
            <translation>论文表 2 和表 5：一次中心裁剪。</translation>
        </message>
        <message>
            <source>Paper, tables 3 and 4: one centre crop.</source>
            <translation>论文表 3 和表 4：一次中心裁剪。</translation>
        </message>
        <message>
            <source>Paper, tables 4 and 5: one centre crop of 224 pixels (80.9 and 4.4 at 320); multiply-accumulates from the authors' repository, parameters as quoted by Tan, Le 2019, table 2.</source>
            <translation>论文表 4 和表 5：224 像素一次中心裁剪（320 像素下为 80.9 和 4.4）；乘加运算取自作者的代码库，参数量取自 Tan, Le 2019 表 2 的引用。</translation>
        </message>
        <message>
            <source>Paper: one crop; parameters and multiply-adds as Tan, Le 2019 (arXiv:1905.11946), table 2, quote them.</source>
            <translation>论文：单次裁剪；参数量和乘加运算取自 Tan, Le 2019 (arXiv:1905.11946) 表 2 的引用。</translation>
        </message>
        <message>
            <source>Parameters are those of SE-ResNet-50, the multiply-accumulates are not.</source>
            <translation>参数量与 SE-ResNet-50 相同，乘加运算则不同。</translation>
        </message>
        <message>
            <source>Paths of 8 channels: the size that was pretrained on a billion hashtagged pictures.</source>
            <translation>每条路径 8 个通道：曾在 10 亿张带话题标签的图片上预训练的就是这一规格。</translation>
        </message>
        <message>
            <source>Pictures are normalised with mean and deviation 0.5.</source>
            <translation>图片以均值和标准差 0.5 归一化。</translation>
        </message>
        <message>
            <source>Plain convolutions replace the depthwise ones in the early stages (Fused-MBConv), where they are faster, and training grows the pictures and the regularisation together.</source>
            <translation>在靠前的阶段以普通卷积取代深度卷积 (Fused-MBConv)，在那里前者更快；训练时图片尺寸与正则化强度同步增大。</translation>
        </message>
        <message>
            <source>PyTorch</source>
            <translation>PyTorch</translation>
        </message>
        <message>
            <source>Random 224 × 224 crops out of 256 × 256, mirroring, colour shifts along the principal components</source>
            <translation>从 256 × 256 中随机裁剪 224 × 224，水平翻转，沿主成分扰动颜色</translation>
        </message>
        <message>
            <source>ReLU, dropout and two GPUs made a network of eight trained layers practical on ImageNet; here in the author's later form with a single tower.</source>
            <translation>ReLU、dropout 和两块 GPU 使八个可训练层的网络在 ImageNet 上切实可行；此处为作者后来的单塔形式。</translation>
        </message>
        <message>
            <source>ReLU, dropout, augmentation and two GPUs make a network of eight trained layers practical on 1.3 million pictures, and bring the error of ImageNet's contest from 26 to 15 %.</source>
            <translation>ReLU、dropout、数据增广和两块 GPU 使八个可训练层的网络在 130 万张图片上切实可行，并把 ImageNet 竞赛的错误率从 26 降到 15 %。</translation>
        </message>
        <message>
            <source>ReLU6 after each batch norm, as in the released network (the paper writes ReLU); no shortcuts and no convolution biases.</source>
            <translation>每个批归一化之后用 ReLU6，与发布的网络一致（论文写的是 ReLU）；没有残差连接，卷积没有偏置。</translation>
        </message>
        <message>
            <source>ReLU6; symmetric padding, ε = 1e-5 (TensorFlow's network differs in both).</source>
            <translation>ReLU6；对称填充，ε = 1e-5（TensorFlow 的网络在这两点上不同）。</translation>
        </message>
        <message>
            <source>RegNetX with squeeze-excitation after the grouped convolution of each block.</source>
            <translation>在 RegNetX 每个块的分组卷积之后加上压缩激励。</translation>
        </message>
        <message>
            <source>RepLKNet-31B half as wide again, pretrained on ImageNet-22K.</source>
            <translation>RepLKNet-31B 再加宽一半，在 ImageNet-22K 上预训练。</translation>
        </message>
        <message>
            <source>ResNeXt-152 64×4d with channel weighting and a deeper stem, the base of the winner of the last ILSVRC (2017, 2.251 % top-5 error, an ensemble).</source>
            <translation>带通道加权和更深 stem 的 ResNeXt-152 64×4d，是最后一届 ILSVRC 冠军的基础（2017 年，集成，top-5 错误率 2.251 %）。</translation>
        </message>
        <message>
            <source>ResNet-101 v1.5 with doubled inner widths (128 to 1024).</source>
            <translation>ResNet-101 v1.5，内部宽度加倍（128 至 1024）。</translation>
        </message>
        <message>
            <source>ResNet-101 with doubled inner widths.</source>
            <translation>ResNet-101，内部宽度加倍。</translation>
        </message>
        <message>
            <source>ResNet-50 has them already (table 1).</source>
            <translation>ResNet-50 已经采用（表 1）。</translation>
        </message>
        <message>
            <source>ResNet-50 v1.5 with doubled inner widths (128 to 1024); the stages' outputs stay 256 to 2048.</source>
            <translation>ResNet-50 v1.5，内部宽度加倍（128 至 1024）；各阶段的输出仍为 256 至 2048。</translation>
        </message>
        <message>
            <source>Residual Inception blocks at the cost of Inception v4 train much faster than it and end slightly better.</source>
            <translation>残差 Inception 块，开销与 Inception v4 相当，训练快得多，最终也略好。</translation>
        </message>
        <message>
            <source>Rotation, contrast, histogram equalisation</source>
            <translation>旋转、对比度、直方图均衡化</translation>
        </message>
        <message>
            <source>Rounded.</source>
            <translation>经过取整。</translation>
        </message>
        <message>
            <source>Runs as it stands, with the named features</source>
            <translation>照原样即可运行，并具备所称的特性</translation>
        </message>
        <message>
            <source>S scaled up by compound scaling, with a seventh stage and more blocks late.</source>
            <translation>以复合缩放放大 S，增加第七个阶段，并在后部加更多的块。</translation>
        </message>
        <message>
            <source>SE-ResNet-50 in today's form: stride in the 3×3 convolution, padded max pool.</source>
            <translation>如今形式的 SE-ResNet-50：步幅在 3×3 卷积上，最大池化带填充。</translation>
        </message>
        <message>
            <source>Same form as at full width.</source>
            <translation>与完整宽度的形式相同。</translation>
        </message>
        <message>
            <source>Section 2.5; RepLKNet gains from more with re-parameterised kernels.</source>
            <translation>第 2.5 节；借助重参数化的卷积核，RepLKNet 再加大仍有收益。</translation>
        </message>
        <message>
            <source>Section 2.6; other strong networks keep batch norm.</source>
            <translation>第 2.6 节；其他强网络仍保留批归一化。</translation>
        </message>
        <message>
            <source>Section 4.1.</source>
            <translation>第 4.1 节。</translation>
        </message>
        <message>
            <source>Seventeen bottlenecks more in the third stage; accuracy still grows with depth.</source>
            <translation>第三阶段多出十七个瓶颈块；准确率仍随深度提高。</translation>
        </message>
        <message>
            <source>Shortcuts join the narrow ends of blocks that widen six times inside, and nothing rectifies the narrow maps, since that would destroy what few channels carry.</source>
            <translation>块的内部加宽到六倍，残差连接连在较窄的两端；窄特征图上不用 ReLU，否则会毁掉少数通道所承载的信息。</translation>
        </message>
        <message>
            <source>Shortcuts only where a block has stride 1 and as many channels out as in.</source>
            <translation>只有当块的步幅为 1 且输入输出通道数相同时才有残差连接。</translation>
        </message>
        <message>
            <source>Six configurations with 11 to 19 trained layers</source>
            <translation>六种配置，可训练层为 11 至 19 层</translation>
        </message>
        <message>
            <source>Six stages; expansion 4 in the first ones instead of 6.</source>
            <translation>六个阶段；前几个阶段的扩展倍率为 4，而非 6。</translation>
        </message>
        <message>
            <source>Sizes as in the paper's table 5.</source>
            <translation>尺寸与论文表 5 一致。</translation>
        </message>
        <message>
            <source>Slow on a CPU.</source>
            <translation>在 CPU 上很慢。</translation>
        </message>
        <message>
            <source>Split over two GPUs</source>
            <translation>在两块 GPU 上的划分</translation>
        </message>
        <message>
            <source>Squeeze-excitation (r = 16, two 1×1 convolutions with bias) after the last batch norm, before the addition.</source>
            <translation>最后一个批归一化之后、相加之前为压缩激励（r = 16，两个带偏置的 1×1 卷积）。</translation>
        </message>
        <message>
            <source>Stages as in the authors' code; the paper's table shows S only.</source>
            <translation>各阶段与作者的代码一致；论文的表只列出 S。</translation>
        </message>
        <message>
            <source>State-dict keys are torchvision's, timm names them otherwise.</source>
            <translation>state dict 的键与 torchvision 相同，timm 的命名不同。</translation>
        </message>
        <message>
            <source>State-dict keys number the convolutions of table 1.</source>
            <translation>state dict 的键按表 1 为卷积编号。</translation>
        </message>
        <message>
            <source>Stochastic depth up to 0.2, dropout 0.2.</source>
            <translation>随机深度最大 0.2，dropout 0.2。</translation>
        </message>
        <message>
            <source>Stochastic depth up to 0.2, dropout 0.3.</source>
            <translation>随机深度最大 0.2，dropout 0.3。</translation>
        </message>
        <message>
            <source>Stochastic depth up to 0.2, dropout 0.4.</source>
            <translation>随机深度最大 0.2，dropout 0.4。</translation>
        </message>
        <message>
            <source>Stochastic depth up to 0.2, dropout 0.5.</source>
            <translation>随机深度最大 0.2，dropout 0.5。</translation>
        </message>
        <message>
            <source>Stride in the 3×3.</source>
            <translation>步幅在 3×3 上。</translation>
        </message>
        <message>
            <source>Strided convolutions are padded as in TensorFlow, more on the right and below than on the left and above.</source>
            <translation>带步幅的卷积按 TensorFlow 的方式填充，右侧和下侧多于左侧和上侧。</translation>
        </message>
        <message>
            <source>Swin-B to compare with</source>
            <translation>作为比较的 Swin-B</translation>
        </message>
        <message>
            <source>Swin-S to compare with</source>
            <translation>作为比较的 Swin-S</translation>
        </message>
        <message>
            <source>Symmetric padding and ε = 1e-5, as the torchvision weights expect; TensorFlow's own need asymmetric padding and 1e-3.</source>
            <translation>对称填充，ε = 1e-5，符合 torchvision 权重的要求；TensorFlow 自己的权重需要非对称填充和 1e-3。</translation>
        </message>
        <message>
            <source>Symmetric padding, ε = 1e-3.</source>
            <translation>对称填充，ε = 1e-3。</translation>
        </message>
        <message>
            <source>Symmetric padding; the weights come from TensorFlow, so ε = 1e-3, as in their source.</source>
            <translation>对称填充；权重来自 TensorFlow，因此 ε = 1e-3，与其来源一致。</translation>
        </message>
        <message>
            <source>Tan, Le 2019 (arXiv:1905.11946), table 2, quoting the paper: one crop.</source>
            <translation>Tan, Le 2019 (arXiv:1905.11946) 表 2 对论文的引用：单次裁剪。</translation>
        </message>
        <message>
            <source>Ten crops give 9.15, seven networks with 144 crops 6.67.</source>
            <translation>十次裁剪为 9.15，七个网络、144 次裁剪为 6.67。</translation>
        </message>
        <message>
            <source>TensorFlow's TPU repository, EfficientNet-Lite page: floating point, centre crop.</source>
            <translation>TensorFlow 的 TPU 代码库，EfficientNet-Lite 页面：浮点，中心裁剪。</translation>
        </message>
        <message>
            <source>TensorFlow's slim repository, MobileNet page: 224 pixels.</source>
            <translation>TensorFlow 的 slim 代码库，MobileNet 页面：224 像素。</translation>
        </message>
        <message>
            <source>Test pictures</source>
            <translation>测试图片数</translation>
        </message>
        <message>
            <source>The 1×1 convolution after the pooling is the first dense layer here.</source>
            <translation>池化之后的 1×1 卷积在此为第一个全连接层。</translation>
        </message>
        <message>
            <source>The 1×7 and 7×1 kernels serve the 17×17 maps, 1×3 and 3×1 the 8×8 maps.</source>
            <translation>1×7 和 7×1 卷积核用于 17×17 的特征图，1×3 和 3×1 用于 8×8 的特征图。</translation>
        </message>
        <message>
            <source>The &lt;0.5 MB of the title are after pruning and quantising.</source>
            <translation>标题中的 &lt;0.5 MB 是剪枝和量化之后的大小。</translation>
        </message>
        <message>
            <source>The Caffe model that the authors released has a bias in its first convolution, 64 more parameters.</source>
            <translation>作者发布的 Caffe 模型的第一个卷积带偏置，多 64 个参数。</translation>
        </message>
        <message>
            <source>The added convolutions are in the first two, narrow stages: few parameters, half as many multiply-accumulates again.</source>
            <translation>增加的卷积位于前两个较窄的阶段：参数很少，乘加运算却多了一半。</translation>
        </message>
        <message>
            <source>The authors find vanishing gradients an unlikely cause, as batch norm keeps signals alive (section 4.1).</source>
            <translation>作者认为梯度消失不太可能是原因，因为批归一化能使信号保持不衰减（第 4.1 节）。</translation>
        </message>
        <message>
            <source>The authors released the weights of the two best; configuration C also has 16 layers, three of its convolutions being 1×1.</source>
            <translation>作者发布了最好的两个网络的权重；配置 C 也有 16 层，其中三个卷积是 1×1。</translation>
        </message>
        <message>
            <source>The authors' code (pycls), table of baselines: mean of five runs, one crop of 224 pixels.</source>
            <translation>作者的代码 (pycls)，基线表：五次运行的平均，224 像素单次裁剪。</translation>
        </message>
        <message>
            <source>The authors' repository (ShuffleNet-Series): one centre crop.</source>
            <translation>作者的代码库 (ShuffleNet-Series)：一次中心裁剪。</translation>
        </message>
        <message>
            <source>The authors' repository (ShuffleNet-Series): one centre crop; cost also in the paper's table 5.</source>
            <translation>作者的代码库 (ShuffleNet-Series)：一次中心裁剪；开销亦见论文表 5。</translation>
        </message>
        <message>
            <source>The authors' repository: one crop.</source>
            <translation>作者的代码库：单次裁剪。</translation>
        </message>
        <message>
            <source>The auxiliary head of training is built by aux_logits only.</source>
            <translation>训练用的辅助头只在 aux_logits 打开时构造。</translation>
        </message>
        <message>
            <source>The classifier has a bias, which the authors' code leaves out.</source>
            <translation>分类器带偏置，作者的代码则没有。</translation>
        </message>
        <message>
            <source>The classifier has no bias, as in that code.</source>
            <translation>分类器不带偏置，与该代码一致。</translation>
        </message>
        <message>
            <source>The column sums of the paper's table 1 are approximate.</source>
            <translation>论文表 1 的各列之和是近似值。</translation>
        </message>
        <message>
            <source>The figures that later papers quote (48 million parameters, 13 billion multiply-adds) are above the real ones.</source>
            <translation>后来的论文所引的数字（4800 万个参数，130 亿次乘加运算）高于实际值。</translation>
        </message>
        <message>
            <source>The final paper's table 1 lists DenseNet-264 in its place.</source>
            <translation>定稿论文的表 1 以 DenseNet-264 取代了它。</translation>
        </message>
        <message>
            <source>The first block of conv3_x, conv4_x and conv5_x takes stride 2; layers of their own are ConvNeXt's.</source>
            <translation>conv3_x、conv4_x 和 conv5_x 的第一个块步幅为 2；独立成层的做法属于 ConvNeXt。</translation>
        </message>
        <message>
            <source>The first convolutional network trained by backpropagation for a real task</source>
            <translation>第一个用反向传播针对实际任务训练的卷积网络</translation>
        </message>
        <message>
            <source>The first dense layer alone holds 102,764,544 of the parameters.</source>
            <translation>仅第一个全连接层就有 102,764,544 个参数。</translation>
        </message>
        <message>
            <source>The first layer alone</source>
            <translation>只有第一层</translation>
        </message>
        <message>
            <source>The first max pool takes no padding and rounds up.</source>
            <translation>第一个最大池化不加填充，向上取整。</translation>
        </message>
        <message>
            <source>The first version of the paper is of 2016.</source>
            <translation>论文的初版发表于 2016 年。</translation>
        </message>
        <message>
            <source>The form whose weights were published: two blocks pass 608 channels on where the paper's table has 576, and convolutions keep 10,016 biases that batch norm makes useless (11,285,224 parameters without them).</source>
            <translation>权重发布时所用的形式：有两个块输出 608 个通道，而论文的表中为 576；卷积保留了 10,016 个因批归一化而无用的偏置（去掉后参数量为 11,285,224）。</translation>
        </message>
        <message>
            <source>The large kernel moved to the front, where there are fewest channels (section 2.5).</source>
            <translation>大卷积核移到了最前面，那里通道最少（第 2.5 节）。</translation>
        </message>
        <message>
            <source>The larger figure of torchvision's metadata counts the auxiliary head, which inference does not run.</source>
            <translation>torchvision 元数据中较大的数字计入了推理时不运行的辅助头。</translation>
        </message>
        <message>
            <source>The largest of V2: 79 blocks in seven stages, no wider a head than the smallest's.</source>
            <translation>V2 中最大的：七个阶段共 79 个块，头部并不比最小的更宽。</translation>
        </message>
        <message>
            <source>The largest: wider large-kernel layers, and no small kernels beside them.</source>
            <translation>最大的一个：大卷积核层更宽，旁边没有小卷积核。</translation>
        </message>
        <message>
            <source>The last 1280 channels are not made fewer, so the classifier holds most of a thin network's parameters.</source>
            <translation>最后的 1280 个通道不减少，因此窄网络的大部分参数在分类器中。</translation>
        </message>
        <message>
            <source>The last 1280 channels are not made fewer, so the classifier holds most of a thin network's parameters. torchvision builds this form but publishes no weights.</source>
            <translation>最后的 1280 个通道不减少，因此窄网络的大部分参数在分类器中。torchvision 能构造这一形式，但未发布权重。</translation>
        </message>
        <message>
            <source>The last map is 12 × 12, so that fc6 alone has 150,999,040 parameters; 2.8 times the paper's network in all, at 3.6 times its multiply-accumulates.</source>
            <translation>最后的特征图为 12 × 12，因此仅 fc6 就有 150,999,040 个参数；总计是论文网络的 2.8 倍，乘加运算是其 3.6 倍。</translation>
        </message>
        <message>
            <source>The last stage's width of 392 lies between two multiples of the group width 16: torchvision rounds up to 400, the authors down to 384, which makes their network 5.2 million parameters.</source>
            <translation>最后阶段的宽度 392 介于分组宽度 16 的两个倍数之间：torchvision 向上取 400，作者向下取 384，因此作者的网络有 520 万个参数。</translation>
        </message>
        <message>
            <source>The last winner before convolutional networks.</source>
            <translation>卷积网络之前的最后一届冠军。</translation>
        </message>
        <message>
            <source>The layers of MobileNet v2 with other channel numbers, rounded to multiples of 8.</source>
            <translation>层与 MobileNet v2 相同，通道数不同，取整为 8 的倍数。</translation>
        </message>
        <message>
            <source>The model that the authors gave to Caffe's model zoo, on AlexNet's skeleton; the paper itself reports CIFAR, SVHN and MNIST only.</source>
            <translation>作者提供给 Caffe model zoo 的模型，以 AlexNet 为骨架；论文本身只报告了 CIFAR、SVHN 和 MNIST。</translation>
        </message>
        <message>
            <source>The network of 2012 on one GPU as an exercise with grey pictures.</source>
            <translation>2012 年的网络，在一块 GPU 上，作为灰度图片的练习。</translation>
        </message>
        <message>
            <source>The network of 2012 without its two towers, for one GPU and the input size that the paper names.</source>
            <translation>2012 年的网络去掉双塔，用于一块 GPU，采用论文所写的输入尺寸。</translation>
        </message>
        <message>
            <source>The network of 2012 without its two towers, for the input size that its arithmetic needs.</source>
            <translation>2012 年的网络去掉双塔，采用其算术所需的输入尺寸。</translation>
        </message>
        <message>
            <source>The normalisation's constants, which the paper leaves out, are those of the network's Caffe form.</source>
            <translation>论文未给出归一化的常数，此处取该网络 Caffe 形式的常数。</translation>
        </message>
        <message>
            <source>The option width is the paper's multiplier α.</source>
            <translation>选项 width 即论文中的系数 α。</translation>
        </message>
        <message>
            <source>The paper draws its pictures in figure 3; ours are our own drawing.</source>
            <translation>论文在图 3 中画出这些图案；此处的是我们自己画的。</translation>
        </message>
        <message>
            <source>The paper gives no constants of the normalisation; AlexNet's are used.</source>
            <translation>论文未给出归一化的常数；此处用 AlexNet 的。</translation>
        </message>
        <message>
            <source>The paper gives one figure per scale for all numbers of groups.</source>
            <translation>论文对每一档规模只给出一个数字，不论分组数。</translation>
        </message>
        <message>
            <source>The paper has no such network; torchvision built and trained it.</source>
            <translation>论文中没有这一网络；由 torchvision 构造并训练。</translation>
        </message>
        <message>
            <source>The paper says 224 pixels, but its 55 × 55 maps need 227 without padding.</source>
            <translation>论文写的是 224 像素，但 55 × 55 的特征图需要不加填充的 227。</translation>
        </message>
        <message>
            <source>The paper trains it from random weights and starts the deeper configurations from its layers.</source>
            <translation>论文从随机权重训练它，并以它的层初始化更深的配置。</translation>
        </message>
        <message>
            <source>The paper's accuracy is of ten crops with option A.</source>
            <translation>论文的准确率是选项 A 十次裁剪的结果。</translation>
        </message>
        <message>
            <source>The paper's first version; the final one has another network of that name.</source>
            <translation>论文初版的数字；定稿中以此为名的是另一个网络。</translation>
        </message>
        <message>
            <source>The paper's first versions have 82.6.</source>
            <translation>论文的前几版中为 82.6。</translation>
        </message>
        <message>
            <source>The paper's first versions have 84.4.</source>
            <translation>论文的前几版中为 84.4。</translation>
        </message>
        <message>
            <source>The paper's network of 101 layers. torchvision has no weights of it.</source>
            <translation>论文中 101 层的网络。torchvision 没有它的权重。</translation>
        </message>
        <message>
            <source>The paper's network.</source>
            <translation>论文中的网络。</translation>
        </message>
        <message>
            <source>The paper's own network has 60,000 trainable parameters.</source>
            <translation>论文自己的网络有 60,000 个可训练参数。</translation>
        </message>
        <message>
            <source>The paper's placement: the stride sits in the first 1×1 convolution.</source>
            <translation>采用论文的位置：步幅在第一个 1×1 卷积上。</translation>
        </message>
        <message>
            <source>The paper's size is 260; the torchvision weights are evaluated at 288, which takes 1,087,529,456 multiply-accumulates.</source>
            <translation>论文的输入尺寸为 260；torchvision 的权重以 288 评测，需要 1,087,529,456 次乘加运算。</translation>
        </message>
        <message>
            <source>The paper's table 1; 7×7 kernels over 3 channels to 64 maps cannot have fewer.</source>
            <translation>论文表 1 的数字；从 3 个通道到 64 张特征图的 7×7 卷积核不可能更少。</translation>
        </message>
        <message>
            <source>The paper's table 4; the network as described cannot have so many, and the authors' code page says 6.06 M.</source>
            <translation>论文表 4 的数字；按其描述的网络不可能有这么多，作者的代码页面为 6.06 M。</translation>
        </message>
        <message>
            <source>The paper's table counts nine stages: the first is the stem and the ninth the head.</source>
            <translation>论文的表计为九个阶段：第一个是 stem，第九个是头部。</translation>
        </message>
        <message>
            <source>The paper's table; TensorFlow's own count is 3.47 M.</source>
            <translation>论文表中的数字；TensorFlow 自己的计数为 3.47 M。</translation>
        </message>
        <message>
            <source>The paper's v1 has it in the first 1×1 and needs 3,857,973,248 multiply-accumulates; weights of one load into the other without an error and then predict worse.</source>
            <translation>论文的 v1 把步幅放在第一个 1×1 上，需要 3,857,973,248 次乘加运算；一种的权重载入另一种不会报错，预测却会变差。</translation>
        </message>
        <message>
            <source>The paper's v1 needs 11,282,415,616 multiply-accumulates.</source>
            <translation>论文的 v1 需要 11,282,415,616 次乘加运算。</translation>
        </message>
        <message>
            <source>The paper's v1 needs 7,570,194,432 multiply-accumulates.</source>
            <translation>论文的 v1 需要 7,570,194,432 次乘加运算。</translation>
        </message>
        <message>
            <source>The paper's wider model, 512-1024-512 channels in conv3 to conv5, otherwise as ZFNet. fc6 alone has 75,501,568 of the parameters.</source>
            <translation>论文中较宽的模型，conv3 至 conv5 为 512-1024-512 个通道，其余同 ZFNet。仅 fc6 就有 75,501,568 个参数。</translation>
        </message>
        <message>
            <source>The printed listing</source>
            <translation>印出的代码</translation>
        </message>
        <message>
            <source>The published 3.4 M is rounded down.</source>
            <translation>公布的 3.4 M 是向下取整的。</translation>
        </message>
        <message>
            <source>The published accuracy is of a dense evaluation over the whole picture, the weights' own of a centre crop.</source>
            <translation>公布的准确率来自整张图片的密集评估，权重自带的准确率来自中心裁剪。</translation>
        </message>
        <message>
            <source>The published accuracy is of a dense evaluation over the whole picture, the weights' own of a centre crop. torchvision also offers weights of the convolutions alone (IMAGENET1K_FEATURES), which cannot classify and are not listed here.</source>
            <translation>公布的准确率来自整张图片的密集评估，权重自带的准确率来自中心裁剪。torchvision 另有只含卷积的权重 (IMAGENET1K_FEATURES)，它不能分类，未列于此。</translation>
        </message>
        <message>
            <source>The published accuracy is of a dense evaluation over the whole picture.</source>
            <translation>公布的准确率来自整张图片的密集评估。</translation>
        </message>
        <message>
            <source>The published cost is 1 % above convolutions and dense layer alone.</source>
            <translation>公布的开销比仅计卷积和全连接层时高 1 %。</translation>
        </message>
        <message>
            <source>The published multiply-adds are a few per cent above convolutions and dense layer alone.</source>
            <translation>公布的乘加运算次数比仅计卷积和全连接层时高百分之几。</translation>
        </message>
        <message>
            <source>The published network, which differs from the paper's figures: 10, 20 and 10 blocks in place of 5, 10 and 5, a plain stem with one Inception block (mixed_5b), 320, 1,088 and 2,080 channels, a last block without scaling and ReLU, and a 1×1 convolution before pooling.</source>
            <translation>实际发布的网络，与论文的图不同：块数为 10、20 和 10，而非 5、10 和 5；stem 简单，只带一个 Inception 块 (mixed_5b)；通道数为 320、1,088 和 2,080；最后一个块不缩放、没有 ReLU；池化之前有一个 1×1 卷积。</translation>
        </message>
        <message>
            <source>The published top-5 error is a later re-run (SENet paper, table 2).</source>
            <translation>公布的 top-5 错误率来自后来的重新评测（SENet 论文表 2）。</translation>
        </message>
        <message>
            <source>The published weights are of a third party's training, as torchvision carries them.</source>
            <translation>公布的权重由第三方训练，随 torchvision 提供。</translation>
        </message>
        <message>
            <source>The published weights switch transform_input on.</source>
            <translation>公布的权重会打开 transform_input。</translation>
        </message>
        <message>
            <source>The quoted cost of a plain convolution is the depthwise one's.</source>
            <translation>所引的普通卷积开销其实是深度卷积的。</translation>
        </message>
        <message>
            <source>The same blocks twice as often: 34 layers with shortcuts train better than 18, without shortcuts they train worse.</source>
            <translation>同样的块，数量加倍：有残差连接时 34 层训练得比 18 层好，没有残差连接时则更差。</translation>
        </message>
        <message>
            <source>The same first two layers with wider ones behind them: a little more accurate.</source>
            <translation>前两层相同，其后的层更宽：准确率略高。</translation>
        </message>
        <message>
            <source>The same modules behind a smaller first layer and earlier pools: as accurate at less than half the work.</source>
            <translation>同样的模块，第一层更小，池化更早：准确率相同，运算量不到一半。</translation>
        </message>
        <message>
            <source>The same search for a quarter of the budget: fewer blocks, an early stride, gates in nearly all of them.</source>
            <translation>同样的搜索，预算为四分之一：块更少，更早使用步幅，几乎每个块都有门控。</translation>
        </message>
        <message>
            <source>The same state dict as the form for 224 pixels.</source>
            <translation>与 224 像素形式的 state dict 相同。</translation>
        </message>
        <message>
            <source>The same state dict as the form for 227 pixels.</source>
            <translation>与 227 像素形式的 state dict 相同。</translation>
        </message>
        <message>
            <source>The same table gives 7 × 7 before and after that layer; a second stride 2 would leave 4 × 4.</source>
            <translation>同一张表中该层前后均为 7 × 7；若步幅再为 2，就只剩 4 × 4。</translation>
        </message>
        <message>
            <source>The second block of B1's first stage has expansion 1 and a shortcut.</source>
            <translation>B1 第一阶段的第二个块扩展倍率为 1，且有残差连接。</translation>
        </message>
        <message>
            <source>The second weights follow a newer training recipe.</source>
            <translation>第二套权重采用较新的训练方案。</translation>
        </message>
        <message>
            <source>The separable pair is this one and a 1×1.</source>
            <translation>可分离卷积由它和一个 1×1 组成。</translation>
        </message>
        <message>
            <source>The shortcut alone is not the point: it joins the narrow maps, and the projection before it has no activation.</source>
            <translation>关键不只在残差连接：它连接的是窄特征图，且其前的投影没有激活函数。</translation>
        </message>
        <message>
            <source>The shuffle is the paper's; the code that the authors released later applies the inverse permutation, after the depthwise convolution.</source>
            <translation>通道混洗与论文一致；作者后来发布的代码在深度卷积之后施加其逆置换。</translation>
        </message>
        <message>
            <source>The side-by-side picture shows paths, each of which has all three layers.</source>
            <translation>并列的示意图画的是路径，每条路径都有全部三层。</translation>
        </message>
        <message>
            <source>The stride sits in the first 1×1 convolution, as in the Caffe ResNets.</source>
            <translation>步幅在第一个 1×1 卷积上，与 Caffe 版的 ResNet 相同。</translation>
        </message>
        <message>
            <source>The stride sits in the grouped 3×3 convolution.</source>
            <translation>步幅在分组的 3×3 卷积上。</translation>
        </message>
        <message>
            <source>The three dense layers hold 96 % of the parameters.</source>
            <translation>三个全连接层占参数的 96 %。</translation>
        </message>
        <message>
            <source>The two auxiliary heads of training, 6,379,728 parameters more, are built by aux_logits only and are for images of 224 pixels.</source>
            <translation>训练用的两个辅助头另有 6,379,728 个参数，只在 aux_logits 打开时构造，用于 224 像素的图片。</translation>
        </message>
        <message>
            <source>The two auxiliary heads of training, 6,379,984 parameters more, are built by aux_logits only.</source>
            <translation>训练用的两个辅助头另有 6,379,984 个参数，只在 aux_logits 打开时构造。</translation>
        </message>
        <message>
            <source>The usual sketch of a separable block shows the stride-1 case only.</source>
            <translation>可分离块的常见示意图只画了步幅为 1 的情形。</translation>
        </message>
        <message>
            <source>The variant (b) is wider in conv3 to conv5 besides.</source>
            <translation>此外，变体 (b) 的 conv3 至 conv5 更宽。</translation>
        </message>
        <message>
            <source>The weights expect inputs normalised by 0.5 and 0.5.</source>
            <translation>该权重要求输入以 0.5 和 0.5 归一化。</translation>
        </message>
        <message>
            <source>The weights that the authors released later are better than the table (77.63 and 6.36).</source>
            <translation>作者后来发布的权重优于表中所列（77.63 和 6.36）。</translation>
        </message>
        <message>
            <source>The width option multiplies the channels as in the paper.</source>
            <translation>选项 width 像论文那样成倍增减通道数。</translation>
        </message>
        <message>
            <source>The winner of 2012: conv2, conv4 and conv5 in two towers (groups), local response normalisation after the first two ReLUs, overlapping pools (3×3 windows every 2 units).</source>
            <translation>2012 年的冠军：conv2、conv4 和 conv5 分为双塔（分组），前两个 ReLU 之后为局部响应归一化，重叠池化（3×3 窗口，每隔 2 个单元）。</translation>
        </message>
        <message>
            <source>The winner of ILSVRC 2014 as its paper has it: 22 layers with parameters, biases and no batch norm, local response normalisation after the first pool and before the second, pools that round sizes up, dropout 0.4.</source>
            <translation>ILSVRC 2014 的冠军，与其论文一致：22 个有参数的层，带偏置而没有批归一化，第一个池化之后和第二个池化之前为局部响应归一化，池化尺寸向上取整，dropout 0.4。</translation>
        </message>
        <message>
            <source>The winning 3.57 % is of six networks, two of them this deep; one alone has 4.49 % on the validation set.</source>
            <translation>夺冠的 3.57 % 来自六个网络，其中两个有这样的深度；单个网络在验证集上为 4.49 %。</translation>
        </message>
        <message>
            <source>The wrong figure turns the comparison round: ConvNeXt-B has 83.8 %.</source>
            <translation>这一错误数字颠倒了比较的结论：ConvNeXt-B 为 83.8 %。</translation>
        </message>
        <message>
            <source>They exchange their maps before conv3 and before each dense layer only.</source>
            <translation>两者只在 conv3 之前和每个全连接层之前交换特征图。</translation>
        </message>
        <message>
            <source>Three kinds of Inception block, uniform and wide, repeated 4, 7 and 3 times after a stem that branches itself.</source>
            <translation>三种统一而宽的 Inception 块，分别重复 4、7 和 3 次，前面的 stem 自身也带分支。</translation>
        </message>
        <message>
            <source>Three of these and one Inception v4 have 3.08 top-5 error on the test set.</source>
            <translation>三个此网络与一个 Inception v4 的集成在测试集上的 top-5 错误率为 3.08。</translation>
        </message>
        <message>
            <source>Three quarters of the channels before the last convolution, for two thirds of the cost.</source>
            <translation>最后一个卷积之前只留四分之三的通道，开销为三分之二。</translation>
        </message>
        <message>
            <source>Three quarters of the channels in every layer: the width multiplier trades accuracy for cost, which falls with its square.</source>
            <translation>每层只留四分之三的通道：宽度系数以准确率换开销，开销随其平方下降。</translation>
        </message>
        <message>
            <source>Three times the blocks in the third stage.</source>
            <translation>第三阶段的块增至三倍。</translation>
        </message>
        <message>
            <source>Top-5 error</source>
            <translation>Top-5 错误率</translation>
        </message>
        <message>
            <source>Train with shortcuts, run without: 3×3, 1×1 and identity branches are linear, so each block becomes one 3×3 convolution afterwards.</source>
            <translation>训练时带残差连接，运行时不带：3×3、1×1 和恒等分支都是线性的，因此训练之后每个块可合成一个 3×3 卷积。</translation>
        </message>
        <message>
            <source>Training pictures</source>
            <translation>训练图片数</translation>
        </message>
        <message>
            <source>Twice the channels and a head of 2048, for four times the cost.</source>
            <translation>通道加倍，头部为 2048，开销为四倍。</translation>
        </message>
        <message>
            <source>Twice the channels at eight groups, for four times the cost.</source>
            <translation>八个分组，通道加倍，开销为四倍。</translation>
        </message>
        <message>
            <source>Twice the channels at three groups, for four times the cost: about MobileNet's, at better accuracy.</source>
            <translation>三个分组，通道加倍，开销为四倍：与 MobileNet 相近，而准确率更高。</translation>
        </message>
        <message>
            <source>Twice the channels of ConvNeXt-S.</source>
            <translation>通道数是 ConvNeXt-S 的两倍。</translation>
        </message>
        <message>
            <source>Twice the cost spent on twice the paths gains more than spent on depth or width.</source>
            <translation>开销加倍时，把路径数加倍比加深或加宽收益更大。</translation>
        </message>
        <message>
            <source>Two 3×3 convolutions in each stage: ten in all for 184,512 parameters more than VGG-11.</source>
            <translation>每个阶段两个 3×3 卷积：共十个，只比 VGG-11 多 184,512 个参数。</translation>
        </message>
        <message>
            <source>Two fifths more channels in every layer, the last convolution's too, where accuracy matters more than speed.</source>
            <translation>每层的通道多五分之二，最后一个卷积也不例外，用于准确率比速度更重要之处。</translation>
        </message>
        <message>
            <source>Two for each of the 130 dense layers, three transitions, the stem and the classifier; the blocks are those of the paper's table 1.</source>
            <translation>130 个稠密层每层两个，加上三个过渡层、stem 和分类器；各块与论文表 1 一致。</translation>
        </message>
        <message>
            <source>Two networks, VGG-16 and VGG-19</source>
            <translation>VGG-16 和 VGG-19 两个网络</translation>
        </message>
        <message>
            <source>VGG-11 with batch norm before each ReLU of a convolution, so that it trains from random weights at a high rate.</source>
            <translation>VGG-11 在卷积的每个 ReLU 之前加批归一化，因而可从随机权重以较高的学习率训练。</translation>
        </message>
        <message>
            <source>VGG-13 with batch norm before each ReLU of a convolution, so that it trains from random weights at a high rate.</source>
            <translation>VGG-13 在卷积的每个 ReLU 之前加批归一化，因而可从随机权重以较高的学习率训练。</translation>
        </message>
        <message>
            <source>VGG-16 with batch norm before each ReLU of a convolution, so that it trains from random weights at a high rate.</source>
            <translation>VGG-16 在卷积的每个 ReLU 之前加批归一化，因而可从随机权重以较高的学习率训练。</translation>
        </message>
        <message>
            <source>VGG-19 with batch norm before each ReLU of a convolution, so that it trains from random weights at a high rate.</source>
            <translation>VGG-19 在卷积的每个 ReLU 之前加批归一化，因而可从随机权重以较高的学习率训练。</translation>
        </message>
        <message>
            <source>Weights exist from ImageNet-22K only, none in torchvision, whose class gives this network all the same.</source>
            <translation>只有 ImageNet-22K 的权重；torchvision 没有权重，但用它的类同样能构造这一网络。</translation>
        </message>
        <message>
            <source>Weights exist with timm (ghostnet_100.in1k, top-1 74.0).</source>
            <translation>权重见于 timm (ghostnet_100.in1k, top-1 74.0)。</translation>
        </message>
        <message>
            <source>Weights exist with timm (inception_resnet_v2.tf_in1k, top-1 80.4 at 299 pixels).</source>
            <translation>权重见于 timm（inception_resnet_v2.tf_in1k，299 像素下 top-1 为 80.4）。</translation>
        </message>
        <message>
            <source>Weights exist with timm (inception_v4.tf_in1k, top-1 80.1 at 299 pixels).</source>
            <translation>权重见于 timm（inception_v4.tf_in1k，299 像素下 top-1 为 80.1）。</translation>
        </message>
        <message>
            <source>What the paper proposes</source>
            <translation>论文提出的内容</translation>
        </message>
        <message>
            <source>Width instead of depth: 50 layers whose 3×3 convolutions are twice as wide reach ResNet-152's accuracy, and run faster.</source>
            <translation>以宽度代替深度：50 层、3×3 卷积加宽一倍，即达到 ResNet-152 的准确率，运行也更快。</translation>
        </message>
        <message>
            <source>Winner of 2010</source>
            <translation>2010 年的冠军</translation>
        </message>
        <message>
            <source>Winner of 2011</source>
            <translation>2011 年的冠军</translation>
        </message>
        <message>
            <source>With 1000 outputs here; the textbook has 10 and then 46,764,746 parameters.</source>
            <translation>此处有 1000 个输出；教科书为 10 个，参数量为 46,764,746。</translation>
        </message>
        <message>
            <source>With a forward pass added it has 62,378,344 parameters, and takes 227 pixels as well.</source>
            <translation>补上前向传播后有 62,378,344 个参数，也接受 227 像素。</translation>
        </message>
        <message>
            <source>With one group the shuffle changes nothing.</source>
            <translation>只有一个分组时混洗不改变任何东西。</translation>
        </message>
        <message>
            <source>Without adaptive pooling it takes 227 to 258 pixels; 224 leave 5 × 5 units before fc6, which wants 6 × 6.</source>
            <translation>没有自适应池化时接受 227 至 258 像素；224 在 fc6 之前只剩 5 × 5 个单元，而该层要求 6 × 6。</translation>
        </message>
        <message>
            <source>XRCE, 25.77 %</source>
            <translation>XRCE，25.77 %</translation>
        </message>
        <message>
            <source>Xie et al. 2016 (ResNeXt, arXiv:1611.05431), tables 1 and 3: one centre crop.</source>
            <translation>Xie et al. 2016 (ResNeXt, arXiv:1611.05431) 表 1 和表 3：一次中心裁剪。</translation>
        </message>
        <message>
            <source>Xie et al. 2016 (ResNeXt, arXiv:1611.05431), tables 3 and 4: one centre crop.</source>
            <translation>Xie et al. 2016 (ResNeXt, arXiv:1611.05431) 表 3 和表 4：一次中心裁剪。</translation>
        </message>
        <message>
            <source>a 31×31 depthwise sketch that fails at stride 2</source>
            <translation>一段 31×31 深度卷积的示意代码，步幅为 2 时出错</translation>
        </message>
        <message>
            <source>accuracy stops growing at 7×7</source>
            <translation>准确率到 7×7 便不再增长</translation>
        </message>
        <message>
            <source>after the addition</source>
            <translation>在相加之后</translation>
        </message>
        <message>
            <source>against degradation: deeper plain networks train worse</source>
            <translation>针对退化问题：更深的普通网络训练得更差</translation>
        </message>
        <message>
            <source>against vanishing gradients</source>
            <translation>针对梯度消失</translation>
        </message>
        <message>
            <source>better than batch norm</source>
            <translation>优于批归一化</translation>
        </message>
        <message>
            <source>beyond 50 layers</source>
            <translation>超过 50 层</translation>
        </message>
        <message>
            <source>block</source>
            <translation>块</translation>
        </message>
        <message>
            <source>blocks</source>
            <translation>块数</translation>
        </message>
        <message>
            <source>blocks per stage</source>
            <translation>各阶段的块数</translation>
        </message>
        <message>
            <source>bottlenecks</source>
            <translation>瓶颈块</translation>
        </message>
        <message>
            <source>channels</source>
            <translation>通道数</translation>
        </message>
        <message>
            <source>code of the block</source>
            <translation>块的代码</translation>
        </message>
        <message>
            <source>complete</source>
            <translation>完整</translation>
        </message>
        <message>
            <source>connections</source>
            <translation>连接</translation>
        </message>
        <message>
            <source>conv1 parameters</source>
            <translation>conv1 参数量</translation>
        </message>
        <message>
            <source>cost</source>
            <translation>开销</translation>
        </message>
        <message>
            <source>cost against ResNet</source>
            <translation>相对 ResNet 的开销</translation>
        </message>
        <message>
            <source>cost and parameters</source>
            <translation>开销与参数量</translation>
        </message>
        <message>
            <source>cost of a 7×7 convolution</source>
            <translation>7×7 卷积的开销</translation>
        </message>
        <message>
            <source>dense layers</source>
            <translation>全连接层</translation>
        </message>
        <message>
            <source>depthwise</source>
            <translation>深度卷积</translation>
        </message>
        <message>
            <source>depthwise kernel</source>
            <translation>深度卷积核</translation>
        </message>
        <message>
            <source>depthwise separable</source>
            <translation>深度可分离卷积</translation>
        </message>
        <message>
            <source>depthwise stride</source>
            <translation>深度卷积的步幅</translation>
        </message>
        <message>
            <source>downsampling</source>
            <translation>下采样</translation>
        </message>
        <message>
            <source>dropout</source>
            <translation>dropout</translation>
        </message>
        <message>
            <source>edge devices</source>
            <translation>边缘设备</translation>
        </message>
        <message>
            <source>equal by design: 70,144 weights in a block against 69,632</source>
            <translation>按设计相等：一个块 70,144 个权重，对 69,632 个</translation>
        </message>
        <message>
            <source>fewer batch norms</source>
            <translation>更少的批归一化</translation>
        </message>
        <message>
            <source>from 50 layers on</source>
            <translation>自 50 层起</translation>
        </message>
        <message>
            <source>in the first block of a stage</source>
            <translation>在阶段的第一个块中</translation>
        </message>
        <message>
            <source>inside the block, after the depthwise convolution and before the linear 1×1</source>
            <translation>在块内，深度卷积之后、线性 1×1 之前</translation>
        </message>
        <message>
            <source>inverted residuals (expansion by 6 inside the block) with a linear bottleneck</source>
            <translation>倒残差块（块内扩展 6 倍），带线性瓶颈</translation>
        </message>
        <message>
            <source>kernel size</source>
            <translation>卷积核尺寸</translation>
        </message>
        <message>
            <source>last depthwise row</source>
            <translation>最后一行深度卷积</translation>
        </message>
        <message>
            <source>layer norm</source>
            <translation>层归一化</translation>
        </message>
        <message>
            <source>layer norm and a 2×2 convolution of stride 2 between stages</source>
            <translation>阶段之间为层归一化和步幅 2 的 2×2 卷积</translation>
        </message>
        <message>
            <source>layers</source>
            <translation>层数</translation>
        </message>
        <message>
            <source>layers of their own</source>
            <translation>独立成层</translation>
        </message>
        <message>
            <source>multiply-adds</source>
            <translation>乘加运算</translation>
        </message>
        <message>
            <source>no batch norm at all</source>
            <translation>完全没有批归一化</translation>
        </message>
        <message>
            <source>normalisation</source>
            <translation>归一化</translation>
        </message>
        <message>
            <source>often printed code</source>
            <translation>常见的印刷代码</translation>
        </message>
        <message>
            <source>one of each kind, ending with 16 channels</source>
            <translation>每种各一个，最后为 16 个通道</translation>
        </message>
        <message>
            <source>only where the expansion exceeds 1</source>
            <translation>仅当扩展倍率大于 1</translation>
        </message>
        <message>
            <source>order in a block</source>
            <translation>块内的次序</translation>
        </message>
        <message>
            <source>parameters</source>
            <translation>参数量</translation>
        </message>
        <message>
            <source>patchify layers</source>
            <translation>patchify 层</translation>
        </message>
        <message>
            <source>printed block code</source>
            <translation>印出的块代码</translation>
        </message>
        <message>
            <source>purpose of shortcuts</source>
            <translation>残差连接的目的</translation>
        </message>
        <message>
            <source>residual connections</source>
            <translation>残差连接</translation>
        </message>
        <message>
            <source>shortcut</source>
            <translation>残差连接</translation>
        </message>
        <message>
            <source>squeeze-excitation</source>
            <translation>压缩激励</translation>
        </message>
        <message>
            <source>stage numbers</source>
            <translation>阶段编号</translation>
        </message>
        <message>
            <source>stem</source>
            <translation>stem</translation>
        </message>
        <message>
            <source>stride 1</source>
            <translation>步幅 1</translation>
        </message>
        <message>
            <source>stride 2 (table 1)</source>
            <translation>步幅 2（表 1）</translation>
        </message>
        <message>
            <source>the paper's block</source>
            <translation>论文中的块</translation>
        </message>
        <message>
            <source>three branches side by side</source>
            <translation>三个分支并列</translation>
        </message>
        <message>
            <source>timm calls this form legacy_xception (ported from Keras); its weights (tf_in1k) have top-1 79.1 at 299 pixels, inputs in [-1, 1].</source>
            <translation>timm 称这一形式为 legacy_xception（移植自 Keras）；其权重 (tf_in1k) 在 299 像素下 top-1 为 79.1，输入取值在 [-1, 1] 内。</translation>
        </message>
        <message>
            <source>timm's.</source>
            <translation>timm 的形式。</translation>
        </message>
        <message>
            <source>top-1 accuracy</source>
            <translation>top-1 准确率</translation>
        </message>
        <message>
            <source>torchvision's AlexNet.</source>
            <translation>torchvision 的 AlexNet。</translation>
        </message>
        <message>
            <source>torchvision's form of the published TensorFlow network, batch norm with ε = 1e-3, inputs of 299 pixels.</source>
            <translation>torchvision 版本的已发布 TensorFlow 网络，批归一化取 ε = 1e-3，输入为 299 像素。</translation>
        </message>
        <message>
            <source>torchvision's form.</source>
            <translation>torchvision 的形式。</translation>
        </message>
        <message>
            <source>torchvision's form: batch norm after each convolution and no local response normalisation; the branch that the paper calls 5×5 has 3×3 kernels; maxpool4 is 2×2.</source>
            <translation>torchvision 的形式：每个卷积之后有批归一化，没有局部响应归一化；论文所称的 5×5 分支用 3×3 卷积核；maxpool4 为 2×2。</translation>
        </message>
        <message>
            <source>use</source>
            <translation>用途</translation>
        </message>
        <message>
            <source>v1.5: the stride sits in the 3×3 convolution.</source>
            <translation>v1.5：步幅在 3×3 卷积上。</translation>
        </message>
        <message>
            <source>what is new</source>
            <translation>新在何处</translation>
        </message>
        <message>
            <source>where stride is 1 and channels in and out agree</source>
            <translation>步幅为 1 且输入输出通道数相同之处</translation>
        </message>
        <message>
            <source>without layer scale and stochastic depth: 79,200 parameters at 96 channels, not 79,296</source>
            <translation>不含 layer scale 和随机深度：96 通道时为 79,200 个参数，而非 79,296 个</translation>
        </message>
    </context>
    <context>
        <name>history</name>
        <message>
            <source>11.74 without outside data, 11.20 with it</source>
            <translation>不用外部数据 11.74，使用时 11.20</translation>
        </message>
        <message>
            <source>15.32 with extra training data (7 networks), 16.42 without (5 networks); the second place had 26.2</source>
            <translation>使用额外训练数据 15.32（7 个网络），不用时 16.42（5 个网络）；亚军为 26.2</translation>
        </message>
        <message>
            <source>1×1 convolution, global average pooling</source>
            <translation>1×1 卷积、全局平均池化</translation>
        </message>
        <message>
            <source>1×1 convolution, global pooling</source>
            <translation>1×1 卷积、全局池化</translation>
        </message>
        <message>
            <source>1×1 convolutions (mlpconv)</source>
            <translation>1×1 卷积 (mlpconv)</translation>
        </message>
        <message>
            <source>1×1 convolutions to reduce channels</source>
            <translation>用 1×1 卷积减少通道</translation>
        </message>
        <message>
            <source>2.251, ensemble; the last contest</source>
            <translation>2.251，集成；最后一届竞赛</translation>
        </message>
        <message>
            <source>3 × v2 and 1 × v4 on the test set; v2 alone has 4.9 with a single crop</source>
            <translation>测试集上 3 × v2 与 1 × v4；v2 单独为 4.9，单次裁剪</translation>
        </message>
        <message>
            <source>3×3 design rules</source>
            <translation>3×3 的设计规则</translation>
        </message>
        <message>
            <source>3×3 kernels only</source>
            <translation>只用 3×3 卷积核</translation>
        </message>
        <message>
            <source>3×3 throughout, and depth</source>
            <translation>全部 3×3，加大深度</translation>
        </message>
        <message>
            <source>4 networks; 5.6 with a single crop</source>
            <translation>4 个网络；单次裁剪为 5.6</translation>
        </message>
        <message>
            <source>5×5 split into two 3×3</source>
            <translation>5×5 拆成两个 3×3</translation>
        </message>
        <message>
            <source>6 networks on the test set of 2012, outside the contest</source>
            <translation>6 个网络在 2012 年的测试集上，未参赛</translation>
        </message>
        <message>
            <source>6 networks; a single ResNet-152 has 4.49 on the validation set</source>
            <translation>6 个网络；单个 ResNet-152 在验证集上为 4.49</translation>
        </message>
        <message>
            <source>6.67 with 7 networks</source>
            <translation>7 个网络为 6.67</translation>
        </message>
        <message>
            <source>7×7 factorised into 1×7 and 7×1</source>
            <translation>7×7 分解为 1×7 和 7×1</translation>
        </message>
        <message>
            <source>A linear SVM on top</source>
            <translation>其上为线性 SVM</translation>
        </message>
        <message>
            <source>A real task: handwritten zip codes</source>
            <translation>实际任务：手写邮政编码</translation>
        </message>
        <message>
            <source>All earlier maps of a block are concatenated</source>
            <translation>块内此前的全部特征图拼接在一起</translation>
        </message>
        <message>
            <source>Augmented pictures</source>
            <translation>数据增广</translation>
        </message>
        <message>
            <source>Auxiliary heads</source>
            <translation>辅助头</translation>
        </message>
        <message>
            <source>B7 on the validation set (top-5 accuracy 97.0)</source>
            <translation>B7 在验证集上（top-5 准确率 97.0）</translation>
        </message>
        <message>
            <source>Backpropagation through shared local weights</source>
            <translation>通过共享局部权重的反向传播</translation>
        </message>
        <message>
            <source>Batch normalisation</source>
            <translation>批归一化</translation>
        </message>
        <message>
            <source>Batch normalisation in the auxiliary head</source>
            <translation>辅助头中的批归一化</translation>
        </message>
        <message>
            <source>Batch normalisation throughout</source>
            <translation>处处使用批归一化</translation>
        </message>
        <message>
            <source>Bottleneck</source>
            <translation>瓶颈块</translation>
        </message>
        <message>
            <source>Cardinality: grouped convolutions as equal branches</source>
            <translation>基数：以分组卷积实现相同的分支</translation>
        </message>
        <message>
            <source>Channel attention: squeeze, excite, scale</source>
            <translation>通道注意力：压缩、激励、缩放</translation>
        </message>
        <message>
            <source>Channel shuffle</source>
            <translation>通道混洗</translation>
        </message>
        <message>
            <source>Channel split</source>
            <translation>通道拆分</translation>
        </message>
        <message>
            <source>Chollet 2017</source>
            <translation>Chollet 2017</translation>
        </message>
        <message>
            <source>Compressed Fisher vectors</source>
            <translation>压缩的 Fisher 向量</translation>
        </message>
        <message>
            <source>Convolution, subsampling and dense layers become the standard sequence</source>
            <translation>卷积、下采样和全连接层成为标准序列</translation>
        </message>
        <message>
            <source>Deep networks pre-trained from shallow ones</source>
            <translation>用浅层网络预训练深层网络</translation>
        </message>
        <message>
            <source>DenseNet-264, 10 crops, validation set; no entry to the contest</source>
            <translation>DenseNet-264，10 次裁剪，验证集；未参赛</translation>
        </message>
        <message>
            <source>Depth</source>
            <translation>深度</translation>
        </message>
        <message>
            <source>Depth, width and resolution scaled together</source>
            <translation>深度、宽度和分辨率一同缩放</translation>
        </message>
        <message>
            <source>Depthwise 7×7</source>
            <translation>7×7 深度卷积</translation>
        </message>
        <message>
            <source>Depthwise and pointwise convolutions</source>
            <translation>深度卷积与逐点卷积</translation>
        </message>
        <message>
            <source>Depthwise separable convolutions as the extreme form of Inception</source>
            <translation>深度可分离卷积作为 Inception 的极端形式</translation>
        </message>
        <message>
            <source>Ding 2021</source>
            <translation>Ding 2021</translation>
        </message>
        <message>
            <source>Ding 2022</source>
            <translation>Ding 2022</translation>
        </message>
        <message>
            <source>Ding 2022 (summary)</source>
            <translation>Ding 2022（摘要）</translation>
        </message>
        <message>
            <source>Dosovitskiy et al. 2020</source>
            <translation>Dosovitskiy et al. 2020</translation>
        </message>
        <message>
            <source>Dropout</source>
            <translation>Dropout</translation>
        </message>
        <message>
            <source>Ensemble of networks like ZFNet, by the company of M. Zeiler</source>
            <translation>M. Zeiler 的公司以类似 ZFNet 的网络组成的集成</translation>
        </message>
        <message>
            <source>Ensemble of networks of the Inception and ResNet families</source>
            <translation>Inception 与 ResNet 系列网络的集成</translation>
        </message>
        <message>
            <source>First filters of 7×7 with stride 2, found by looking at what a DeconvNet shows</source>
            <translation>第一层滤波器为 7×7、步幅 2，由观察 DeconvNet 的结果得出</translation>
        </message>
        <message>
            <source>Fused-MBConv</source>
            <translation>Fused-MBConv</translation>
        </message>
        <message>
            <source>GELU</source>
            <translation>GELU</translation>
        </message>
        <message>
            <source>Global average pooling</source>
            <translation>全局平均池化</translation>
        </message>
        <message>
            <source>Global average pooling instead of dense layers</source>
            <translation>以全局平均池化代替全连接层</translation>
        </message>
        <message>
            <source>Grouped 1×1 convolutions</source>
            <translation>分组 1×1 卷积</translation>
        </message>
        <message>
            <source>Grouped convolutions over two GPUs</source>
            <translation>在两块 GPU 上的分组卷积</translation>
        </message>
        <message>
            <source>Growth rate</source>
            <translation>增长率</translation>
        </message>
        <message>
            <source>Guidelines from the cost of memory access</source>
            <translation>由内存访问开销得出的设计准则</translation>
        </message>
        <message>
            <source>Hard swish</source>
            <translation>Hard swish</translation>
        </message>
        <message>
            <source>He 2015</source>
            <translation>He 2015</translation>
        </message>
        <message>
            <source>He 2015 sec. 3.3</source>
            <translation>He 2015 第 3.3 节</translation>
        </message>
        <message>
            <source>He et al. 2015</source>
            <translation>He et al. 2015</translation>
        </message>
        <message>
            <source>Hierarchy of windows of 7×7</source>
            <translation>7×7 窗口的层级结构</translation>
        </message>
        <message>
            <source>Howard 2017</source>
            <translation>Howard 2017</translation>
        </message>
        <message>
            <source>Howard 2019</source>
            <translation>Howard 2019</translation>
        </message>
        <message>
            <source>Howard et al. 2017</source>
            <translation>Howard et al. 2017</translation>
        </message>
        <message>
            <source>Howard et al. 2019</source>
            <translation>Howard et al. 2019</translation>
        </message>
        <message>
            <source>Hu 2018</source>
            <translation>Hu 2018</translation>
        </message>
        <message>
            <source>Hu 2018; ResNeXt README</source>
            <translation>Hu 2018；ResNeXt README</translation>
        </message>
        <message>
            <source>Hu et al. 2018</source>
            <translation>Hu et al. 2018</translation>
        </message>
        <message>
            <source>Huang 2017</source>
            <translation>Huang 2017</translation>
        </message>
        <message>
            <source>Huang et al. 2017, Table 3</source>
            <translation>Huang et al. 2017 表 3</translation>
        </message>
        <message>
            <source>Identity shortcuts</source>
            <translation>恒等残差连接</translation>
        </message>
        <message>
            <source>Inception branches</source>
            <translation>Inception 分支</translation>
        </message>
        <message>
            <source>Inception branches inside residual blocks</source>
            <translation>残差块内的 Inception 分支</translation>
        </message>
        <message>
            <source>Inception branches with shortcuts</source>
            <translation>带残差连接的 Inception 分支</translation>
        </message>
        <message>
            <source>Inception module</source>
            <translation>Inception 模块</translation>
        </message>
        <message>
            <source>Inception module, auxiliary heads</source>
            <translation>Inception 模块、辅助头</translation>
        </message>
        <message>
            <source>Inverted bottleneck</source>
            <translation>倒瓶颈</translation>
        </message>
        <message>
            <source>Inverted residual</source>
            <translation>倒残差</translation>
        </message>
        <message>
            <source>Ioffe 2015</source>
            <translation>Ioffe 2015</translation>
        </message>
        <message>
            <source>Ioffe, Szegedy 2015</source>
            <translation>Ioffe, Szegedy 2015</translation>
        </message>
        <message>
            <source>Krizhevsky 2012</source>
            <translation>Krizhevsky 2012</translation>
        </message>
        <message>
            <source>Krizhevsky et al. 2012; image-net.org, results of 2012</source>
            <translation>Krizhevsky et al. 2012；image-net.org 2012 年结果</translation>
        </message>
        <message>
            <source>Label smoothing</source>
            <translation>标签平滑</translation>
        </message>
        <message>
            <source>Larger and tidier Inception without shortcuts</source>
            <translation>更大、更整齐的 Inception，没有残差连接</translation>
        </message>
        <message>
            <source>LayerNorm</source>
            <translation>LayerNorm</translation>
        </message>
        <message>
            <source>LeCun 1998</source>
            <translation>LeCun 1998</translation>
        </message>
        <message>
            <source>LeCun et al. 1998</source>
            <translation>LeCun et al. 1998</translation>
        </message>
        <message>
            <source>LeCun et al., Neural Computation 1989</source>
            <translation>LeCun et al., Neural Computation 1989</translation>
        </message>
        <message>
            <source>Lin 2014</source>
            <translation>Lin 2014</translation>
        </message>
        <message>
            <source>Lin et al. 2014</source>
            <translation>Lin et al. 2014</translation>
        </message>
        <message>
            <source>Linear bottleneck</source>
            <translation>线性瓶颈</translation>
        </message>
        <message>
            <source>Liu 2022</source>
            <translation>Liu 2022</translation>
        </message>
        <message>
            <source>Liu 2022 sec. 2.3</source>
            <translation>Liu 2022 第 2.3 节</translation>
        </message>
        <message>
            <source>Liu 2022 sec. 2.4</source>
            <translation>Liu 2022 第 2.4 节</translation>
        </message>
        <message>
            <source>Liu et al. 2022</source>
            <translation>Liu et al. 2022</translation>
        </message>
        <message>
            <source>Liu et al. 2022, Table 1</source>
            <translation>Liu et al. 2022 表 1</translation>
        </message>
        <message>
            <source>Local response normalisation</source>
            <translation>局部响应归一化</translation>
        </message>
        <message>
            <source>MBConv as the search space</source>
            <translation>以 MBConv 为搜索空间</translation>
        </message>
        <message>
            <source>MBConv block</source>
            <translation>MBConv 块</translation>
        </message>
        <message>
            <source>MBConv, scaling</source>
            <translation>MBConv、缩放</translation>
        </message>
        <message>
            <source>MNIST, 0.95 % error</source>
            <translation>MNIST，错误率 0.95 %</translation>
        </message>
        <message>
            <source>Ma 2018</source>
            <translation>Ma 2018</translation>
        </message>
        <message>
            <source>Ma et al. 2018</source>
            <translation>Ma et al. 2018</translation>
        </message>
        <message>
            <source>Multipliers of width and resolution</source>
            <translation>宽度和分辨率系数</translation>
        </message>
        <message>
            <source>Overlapping pooling</source>
            <translation>重叠池化</translation>
        </message>
        <message>
            <source>Patchify stem</source>
            <translation>patchify 式 stem</translation>
        </message>
        <message>
            <source>Progressive training</source>
            <translation>渐进式训练</translation>
        </message>
        <message>
            <source>README of RepLKNet (Ding et al. 2022)</source>
            <translation>RepLKNet 的 README (Ding et al. 2022)</translation>
        </message>
        <message>
            <source>ReLU</source>
            <translation>ReLU</translation>
        </message>
        <message>
            <source>ReLU, dropout, two GPUs</source>
            <translation>ReLU、dropout、两块 GPU</translation>
        </message>
        <message>
            <source>RepLKNet source header</source>
            <translation>RepLKNet 源码的文件头</translation>
        </message>
        <message>
            <source>Russakovsky 2015 (quoted in a review)</source>
            <translation>Russakovsky 2015（一篇综述所引）</translation>
        </message>
        <message>
            <source>SE block put into residual networks</source>
            <translation>把 SE 块放进残差网络</translation>
        </message>
        <message>
            <source>Sandler 2018</source>
            <translation>Sandler 2018</translation>
        </message>
        <message>
            <source>Sandler et al. 2018</source>
            <translation>Sandler et al. 2018</translation>
        </message>
        <message>
            <source>Scaled residuals</source>
            <translation>缩放的残差</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>搜索</translation>
        </message>
        <message>
            <source>Search over MBConv blocks that counts the latency on a phone</source>
            <translation>在 MBConv 块上搜索，计入手机上的延迟</translation>
        </message>
        <message>
            <source>Self-attention on patches of the picture</source>
            <translation>图像块上的自注意力</translation>
        </message>
        <message>
            <source>Simonyan 2014</source>
            <translation>Simonyan 2014</translation>
        </message>
        <message>
            <source>Simonyan, Zisserman 2014</source>
            <translation>Simonyan, Zisserman 2014</translation>
        </message>
        <message>
            <source>Simonyan, Zisserman 2014, section 4.5</source>
            <translation>Simonyan, Zisserman 2014 第 4.5 节</translation>
        </message>
        <message>
            <source>Sparse coding and local binary patterns with HOG</source>
            <translation>稀疏编码，以及局部二值模式与 HOG</translation>
        </message>
        <message>
            <source>Squeeze-and-excitation</source>
            <translation>压缩激励</translation>
        </message>
        <message>
            <source>Stages of 3, 3, 9, 3 blocks</source>
            <translation>各阶段 3、3、9、3 个块</translation>
        </message>
        <message>
            <source>Structural re-parameterisation: branches in training, plain 3×3 afterwards</source>
            <translation>结构重参数化：训练时带分支，之后为普通 3×3</translation>
        </message>
        <message>
            <source>Szegedy 2014</source>
            <translation>Szegedy 2014</translation>
        </message>
        <message>
            <source>Szegedy 2015</source>
            <translation>Szegedy 2015</translation>
        </message>
        <message>
            <source>Szegedy 2016</source>
            <translation>Szegedy 2016</translation>
        </message>
        <message>
            <source>Szegedy et al. 2014; Simonyan, Zisserman 2014, Table 7</source>
            <translation>Szegedy et al. 2014；Simonyan, Zisserman 2014 表 7</translation>
        </message>
        <message>
            <source>Szegedy et al. 2015; Hu et al. 2018, Table 8</source>
            <translation>Szegedy et al. 2015；Hu et al. 2018 表 8</translation>
        </message>
        <message>
            <source>Szegedy et al. 2016; Hu et al. 2018, Table 8</source>
            <translation>Szegedy et al. 2016；Hu et al. 2018 表 8</translation>
        </message>
        <message>
            <source>Szegedy et al. 2016; Xie et al. 2016, section 5.1</source>
            <translation>Szegedy et al. 2016；Xie et al. 2016 第 5.1 节</translation>
        </message>
        <message>
            <source>Tan 2018</source>
            <translation>Tan 2018</translation>
        </message>
        <message>
            <source>Tan et al. 2018</source>
            <translation>Tan et al. 2018</translation>
        </message>
        <message>
            <source>Tan, Le 2019</source>
            <translation>Tan, Le 2019</translation>
        </message>
        <message>
            <source>Tan, Le 2019, Table 2</source>
            <translation>Tan, Le 2019 表 2</translation>
        </message>
        <message>
            <source>Tan, Le 2021</source>
            <translation>Tan, Le 2021</translation>
        </message>
        <message>
            <source>Transitions</source>
            <translation>过渡层</translation>
        </message>
        <message>
            <source>Very large depthwise kernels with a re-parameterised 5×5 beside them</source>
            <translation>极大的深度卷积核，旁边有重参数化的 5×5</translation>
        </message>
        <message>
            <source>Xie 2016</source>
            <translation>Xie 2016</translation>
        </message>
        <message>
            <source>Xie et al. 2016</source>
            <translation>Xie et al. 2016</translation>
        </message>
        <message>
            <source>Xie et al. 2016, section 5.1</source>
            <translation>Xie et al. 2016 第 5.1 节</translation>
        </message>
        <message>
            <source>Zeiler 2014</source>
            <translation>Zeiler 2014</translation>
        </message>
        <message>
            <source>Zeiler, Fergus 2014; Simonyan, Zisserman 2014, Table 7</source>
            <translation>Zeiler, Fergus 2014；Simonyan, Zisserman 2014 表 7</translation>
        </message>
        <message>
            <source>Zhang 2017</source>
            <translation>Zhang 2017</translation>
        </message>
        <message>
            <source>Zhang et al. 2017</source>
            <translation>Zhang et al. 2017</translation>
        </message>
        <message>
            <source>a modernised ResNet</source>
            <translation>现代化的 ResNet</translation>
        </message>
        <message>
            <source>a tidier, larger Inception</source>
            <translation>更整齐、更大的 Inception</translation>
        </message>
        <message>
            <source>all earlier maps, concatenated</source>
            <translation>拼接此前的全部特征图</translation>
        </message>
        <message>
            <source>an ensemble of known networks</source>
            <translation>已有网络的集成</translation>
        </message>
        <message>
            <source>architecture chosen by visualisation</source>
            <translation>由可视化选定的架构</translation>
        </message>
        <message>
            <source>attention in shifted windows</source>
            <translation>移位窗口中的注意力</translation>
        </message>
        <message>
            <source>base network found by search</source>
            <translation>由搜索得到的基础网络</translation>
        </message>
        <message>
            <source>base of SENet-154 and SE-ResNeXt</source>
            <translation>SENet-154 和 SE-ResNeXt 的基础</translation>
        </message>
        <message>
            <source>batch norm added, 5×5 split</source>
            <translation>加入批归一化，拆分 5×5</translation>
        </message>
        <message>
            <source>batch normalisation</source>
            <translation>批归一化</translation>
        </message>
        <message>
            <source>bottleneck unit</source>
            <translation>瓶颈单元</translation>
        </message>
        <message>
            <source>branches folded after training</source>
            <translation>训练后合并的分支</translation>
        </message>
        <message>
            <source>cardinality: equal branches</source>
            <translation>基数：相同的分支</translation>
        </message>
        <message>
            <source>channel attention</source>
            <translation>通道注意力</translation>
        </message>
        <message>
            <source>channel shuffle</source>
            <translation>通道混洗</translation>
        </message>
        <message>
            <source>channel split, memory cost</source>
            <translation>通道拆分、内存开销</translation>
        </message>
        <message>
            <source>compound scaling</source>
            <translation>复合缩放</translation>
        </message>
        <message>
            <source>compressed Fisher vectors</source>
            <translation>压缩的 Fisher 向量</translation>
        </message>
        <message>
            <source>contemporary; code base for training</source>
            <translation>同期工作；训练的代码基础</translation>
        </message>
        <message>
            <source>convolution, subsampling, dense</source>
            <translation>卷积、下采样、全连接</translation>
        </message>
        <message>
            <source>conv–pool–dense layout, deeper and larger</source>
            <translation>卷积–池化–全连接的布局，更深更大</translation>
        </message>
        <message>
            <source>depthwise + pointwise convolution</source>
            <translation>深度卷积 + 逐点卷积</translation>
        </message>
        <message>
            <source>depthwise convolution</source>
            <translation>深度卷积</translation>
        </message>
        <message>
            <source>depthwise separable block, 9×9 study</source>
            <translation>深度可分离块，9×9 研究</translation>
        </message>
        <message>
            <source>depthwise separable convolution</source>
            <translation>深度可分离卷积</translation>
        </message>
        <message>
            <source>ensemble</source>
            <translation>集成</translation>
        </message>
        <message>
            <source>ensemble in the manner of ZFNet</source>
            <translation>仿 ZFNet 的集成</translation>
        </message>
        <message>
            <source>entry of 7 networks; later 6.8 with 2 networks, 7.0 with one; first in localisation</source>
            <translation>7 个网络参赛；后来 2 个网络为 6.8，单个为 7.0；定位任务第一</translation>
        </message>
        <message>
            <source>factorised further, batch norm kept</source>
            <translation>进一步分解，保留批归一化</translation>
        </message>
        <message>
            <source>factorised kernels</source>
            <translation>分解的卷积核</translation>
        </message>
        <message>
            <source>features reused by concatenation</source>
            <translation>以拼接重用特征</translation>
        </message>
        <message>
            <source>first filters chosen by DeconvNet</source>
            <translation>由 DeconvNet 选定第一层滤波器</translation>
        </message>
        <message>
            <source>for comparison only</source>
            <translation>仅供比较</translation>
        </message>
        <message>
            <source>for comparison only; top-1 accuracy 81.3, 83.0, 83.5</source>
            <translation>仅供比较；top-1 准确率 81.3、83.0、83.5</translation>
        </message>
        <message>
            <source>grouped 1×1, channel shuffle</source>
            <translation>分组 1×1、通道混洗</translation>
        </message>
        <message>
            <source>grouped convolution</source>
            <translation>分组卷积</translation>
        </message>
        <message>
            <source>grouped convolution, extended to 1×1</source>
            <translation>分组卷积，推广到 1×1</translation>
        </message>
        <message>
            <source>grouped convolution, more width</source>
            <translation>分组卷积，更宽</translation>
        </message>
        <message>
            <source>hand-made features, linear SVM</source>
            <translation>手工特征、线性 SVM</translation>
        </message>
        <message>
            <source>identity shortcuts</source>
            <translation>恒等残差连接</translation>
        </message>
        <message>
            <source>image-net.org</source>
            <translation>image-net.org</translation>
        </message>
        <message>
            <source>image-net.org, results of 2010</source>
            <translation>image-net.org 2010 年结果</translation>
        </message>
        <message>
            <source>image-net.org, results of 2011</source>
            <translation>image-net.org 2011 年结果</translation>
        </message>
        <message>
            <source>inverted bottleneck</source>
            <translation>倒瓶颈</translation>
        </message>
        <message>
            <source>inverted residual</source>
            <translation>倒残差</translation>
        </message>
        <message>
            <source>larger successor</source>
            <translation>更大的后继</translation>
        </message>
        <message>
            <source>learned, shared local weights</source>
            <translation>学习得到的共享局部权重</translation>
        </message>
        <message>
            <source>macro design, large receptive field</source>
            <translation>宏观设计、大感受野</translation>
        </message>
        <message>
            <source>no entry to the contest</source>
            <translation>未参赛</translation>
        </message>
        <message>
            <source>official result; no CNN</source>
            <translation>官方结果；不是 CNN</translation>
        </message>
        <message>
            <source>one block, repeated</source>
            <translation>重复同一种块</translation>
        </message>
        <message>
            <source>one channel per branch of Inception</source>
            <translation>Inception 的每个分支一个通道</translation>
        </message>
        <message>
            <source>paper: 6 networks on the test set of 2012; team ZF had 13.5 in the contest of 2013</source>
            <translation>论文：6 个网络在 2012 年的测试集上；ZF 队在 2013 年的竞赛中为 13.5</translation>
        </message>
        <message>
            <source>patchify, GELU, LayerNorm</source>
            <translation>patchify、GELU、LayerNorm</translation>
        </message>
        <message>
            <source>plain 3×3 network at inference</source>
            <translation>推理时为普通 3×3 网络</translation>
        </message>
        <message>
            <source>plain stack of layers</source>
            <translation>简单的层堆叠</translation>
        </message>
        <message>
            <source>pyramid of stages</source>
            <translation>由阶段构成的金字塔</translation>
        </message>
        <message>
            <source>re-parameterisation</source>
            <translation>重参数化</translation>
        </message>
        <message>
            <source>replaced as the state of the art</source>
            <translation>作为最先进的方法被取代</translation>
        </message>
        <message>
            <source>residual bottleneck</source>
            <translation>残差瓶颈块</translation>
        </message>
        <message>
            <source>residual connections</source>
            <translation>残差连接</translation>
        </message>
        <message>
            <source>results of timm</source>
            <translation>timm 的结果</translation>
        </message>
        <message>
            <source>same head and training, small kernels, depth</source>
            <translation>相同的头部和训练、小卷积核、深度</translation>
        </message>
        <message>
            <source>same layout, 7×7/2 first layer, no groups</source>
            <translation>布局相同，第一层 7×7/2，不分组</translation>
        </message>
        <message>
            <source>search aware of latency</source>
            <translation>考虑延迟的搜索</translation>
        </message>
        <message>
            <source>search method and search space</source>
            <translation>搜索方法与搜索空间</translation>
        </message>
        <message>
            <source>search, attention, h-swish</source>
            <translation>搜索、注意力、h-swish</translation>
        </message>
        <message>
            <source>self-attention on patches</source>
            <translation>图像块上的自注意力</translation>
        </message>
        <message>
            <source>shortcut branches in training</source>
            <translation>训练时的残差分支</translation>
        </message>
        <message>
            <source>shortcuts, concatenated instead of added</source>
            <translation>残差连接，改相加为拼接</translation>
        </message>
        <message>
            <source>shortcuts, inverted</source>
            <translation>残差连接，反转宽窄</translation>
        </message>
        <message>
            <source>simplified and enlarged</source>
            <translation>简化并扩大</translation>
        </message>
        <message>
            <source>single crop, validation set</source>
            <translation>单次裁剪，验证集</translation>
        </message>
        <message>
            <source>smaller first filters, taken further</source>
            <translation>第一层滤波器更小，并进一步推广</translation>
        </message>
        <message>
            <source>spatial skeleton: 11×11/4, 5×5, 3×3</source>
            <translation>空间骨架：11×11/4、5×5、3×3</translation>
        </message>
        <message>
            <source>split–transform–merge, with equal branches</source>
            <translation>拆分–变换–合并，各分支相同</translation>
        </message>
        <message>
            <source>squeeze-and-excitation</source>
            <translation>压缩激励</translation>
        </message>
        <message>
            <source>squeeze-and-excitation as an option</source>
            <translation>压缩激励作为可选项</translation>
        </message>
        <message>
            <source>squeeze-and-excitation in MBConv</source>
            <translation>MBConv 中的压缩激励</translation>
        </message>
        <message>
            <source>stage ratio, 7×7, downsampling apart</source>
            <translation>阶段比例、7×7、独立的下采样</translation>
        </message>
        <message>
            <source>starting point: ResNet-50 and -200</source>
            <translation>起点：ResNet-50 和 -200</translation>
        </message>
        <message>
            <source>the argument for small kernels</source>
            <translation>采用小卷积核的理由</translation>
        </message>
        <message>
            <source>top-1 accuracy 67.4 (1×, 3 groups), validation set</source>
            <translation>top-1 准确率 67.4（1×，3 个分组），验证集</translation>
        </message>
        <message>
            <source>top-1 accuracy 69.4 (1×), validation set</source>
            <translation>top-1 准确率 69.4 (1×)，验证集</translation>
        </message>
        <message>
            <source>top-1 accuracy 70.6, validation set</source>
            <translation>top-1 准确率 70.6，验证集</translation>
        </message>
        <message>
            <source>top-1 accuracy 72.0, validation set</source>
            <translation>top-1 准确率 72.0，验证集</translation>
        </message>
        <message>
            <source>top-1 accuracy 72.4 (A0), validation set</source>
            <translation>top-1 准确率 72.4 (A0)，验证集</translation>
        </message>
        <message>
            <source>top-1 accuracy 75.2 (A1), validation set</source>
            <translation>top-1 准确率 75.2 (A1)，验证集</translation>
        </message>
        <message>
            <source>top-1 accuracy 75.2, validation set</source>
            <translation>top-1 准确率 75.2，验证集</translation>
        </message>
        <message>
            <source>top-1 accuracy 82.1, 83.1, 83.8, 84.3, validation set; XL 87.0 after ImageNet-22K</source>
            <translation>top-1 准确率 82.1、83.1、83.8、84.3，验证集；ImageNet-22K 之后 XL 为 87.0</translation>
        </message>
        <message>
            <source>top-1 accuracy 83.5 (31B, 224 px), validation set</source>
            <translation>top-1 准确率 83.5（31B，224 px），验证集</translation>
        </message>
        <message>
            <source>top-1 accuracy 83.9, 85.1, 85.7, validation set</source>
            <translation>top-1 准确率 83.9、85.1、85.7，验证集</translation>
        </message>
        <message>
            <source>transformer on patches, made hierarchical</source>
            <translation>图像块上的 Transformer，改为层级式</translation>
        </message>
        <message>
            <source>very large kernels</source>
            <translation>极大的卷积核</translation>
        </message>
    </context>
</TS>
